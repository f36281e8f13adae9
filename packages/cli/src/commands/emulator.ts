import type { Emulator } from '@trtc-call/emulator'
import { cloudOptions, commonOptions } from '../client/access-options.ts'
import { shellQuote } from '../client/curl.ts'
import { isLoopback } from '../client/network.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { describeEmulatorEvent } from '../demo/describe-event.ts'
import { phoneOptions, readPhones } from '../emulator/phones.ts'
import { UsageError } from '../errors.ts'
import { startTimeline } from '../terminal.ts'
import { emulatorOptions, readEmulatorFlags, toUsageError } from './emulator-options.ts'

const options = {
  config: {
    kind: 'text',
    value: 'FILE',
    env: ['TRTC_EMULATOR_CONFIG'],
    summary: 'JSON with any of these options; what is typed goes before variables, and variables before the file',
  },
  ...emulatorOptions,
  ...phoneOptions,
  json: commonOptions.json,
} as const

export const emulatorCommand = defineCommand({
  details: `Prints the variables that lead the other commands to it, then what happens, until it is stopped. Its keys are
made up and open nothing else.`,
  options,
  examples: [
    'trtc-call emulator',
    'trtc-call emulator --port 8787 > emulator.env & sleep 1; . ./emulator.env',
    'trtc-call emulator --phone jack=answer --phone jill=reject --phone jane=ignore --hang-up-after-ms 3000',
    'trtc-call emulator --room-id-type reference --answer-after-ms 2000',
    'trtc-call emulator --host 0.0.0.0 --port 8787 --token let-me-in',
    'TRTC_EMULATOR_PORT=8787 trtc-call emulator --config emulator.json',
  ],
  run: emulate,
})

async function emulate(context: Context<typeof options>): Promise<undefined> {
  const { options: given, io, signal, info, print } = context
  const emulator = await start(context)
  const timeline = startTimeline(io)
  emulator.on((event) => {
    const line =
      event.kind === 'request' ? `→ ${event.operationId ?? '?'}: ${event.detail ?? ''}` : describeEmulatorEvent(event)
    if (line !== undefined) timeline.print(line)
  })
  print(ready(emulator))
  const page = `${reachable(emulator.url)}/_emulator/${given.token === undefined ? '' : '?token=…'}`
  info(`ready at ${emulator.url}; ${page} in a browser shows phones ring; Ctrl-C stops it`)
  if (!isLoopback(new URL(emulator.url).hostname) && given.sdkSecretKey === undefined) info(randomKeysNote)
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await emulator.close()
}

const randomKeysNote =
  'other machines can reach it, so its keys are random, as printed; --sdk-secret-key, --secret-id and --secret-key keep them'

async function start({ options: given, sources, io }: Context<typeof options>): Promise<Emulator> {
  const { startEmulator } = await import('@trtc-call/emulator')
  const read = await readEmulatorFlags(given, { config: given.config, sources, io })
  const { port, host } = read
  try {
    return await startEmulator({ ...read, users: { ...read.users, ...readPhones(given) } })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UsageError(`--port ${port} is in use`, 'without --port any free one is taken')
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new UsageError(`--host ${host} is no address of this machine`)
    if (code === 'EACCES') throw new UsageError(`--port ${port} may not be used by you`)
    throw toUsageError(error, { config: given.config, sources })
  }
}

/** Where somebody on this machine finds it. */
function reachable(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

function ready({ url, credentials, clientOptions }: Emulator): Result {
  const environment = {
    TRTC_CALL_ENDPOINT: reachable(url),
    TRTC_SDK_APP_ID: String(credentials.sdkAppId),
    TRTC_SDK_SECRET_KEY: credentials.sdkSecretKey,
    TRTC_IDENTIFIER: credentials.identifier,
    TRTC_SITE: clientOptions.call.site,
    TENCENTCLOUD_SECRET_ID: credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
    TENCENTCLOUD_REGION: 'ap-guangzhou',
  }
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${shellQuote(value)}`)
  // A token left over from a real account would be sent along, and refused.
  const text = [...lines, `unset ${cloudOptions.token.env.join(' ')}`, `# ready at ${url}`].join('\n')
  return { document: { url, environment }, text }
}
