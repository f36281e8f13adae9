import type { Emulator } from '@trtc-call/emulator'
import { cloudOptions, commonOptions } from '../client/access-options.ts'
import { isLoopback } from '../client/connection.ts'
import { shellQuote } from '../client/curl.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { describeEmulatorEvent } from '../demo/describe-event.ts'
import { emulatorOptions, readEmulatorSettings, unknownVariables, withConfigName } from '../emulator/options.ts'
import { phoneOptions, readPhones } from '../emulator/phones.ts'
import { UsageError } from '../errors.ts'
import { startTimeline } from '../terminal.ts'

const options = {
  config: {
    kind: 'text',
    value: 'FILE',
    env: ['TRTC_EMULATOR_CONFIG'],
    summary: 'JSON file with any of these options',
  },
  ...emulatorOptions,
  ...phoneOptions,
  json: commonOptions.json,
} as const

export const emulator = defineCommand({
  details: `Prints the variables that point the other commands to the emulator, then every event until it is
stopped. Its keys may be given in plain text, because they are worthless elsewhere. A flag takes
precedence over a variable, a variable over --config.`,
  options,
  examples: [
    'trtc-call emulator',
    'trtc-call emulator --port 8787 > emulator.env & sleep 1; . ./emulator.env',
    'trtc-call emulator --phone jack=answer --phone jill=reject --hang-up-after 3s',
    'trtc-call emulator --room-id-type reference --answer-after 2s',
    'trtc-call emulator --host 0.0.0.0 --port 8787 --token let-me-in',
    'TRTC_EMULATOR_PORT=8787 trtc-call emulator --config emulator.json',
  ],
  run: emulate,
})

async function emulate(context: Context<typeof options>): Promise<undefined> {
  const { options: given, io, signal, info, print } = context
  for (const line of unknownVariables(context)) info(line)
  const running = await start(context)
  const timeline = startTimeline(io)
  running.on((event) => {
    const line =
      event.kind === 'request' ? `→ ${event.operationId ?? '?'}: ${event.detail ?? ''}` : describeEmulatorEvent(event)
    if (line !== undefined) timeline.print(line)
  })
  print(readyResult(running))
  const page = `${localUrl(running.url)}/_emulator/${given.token === undefined ? '' : '?token=…'}`
  info(`ready at ${running.url}; open ${page} to see the phones; Ctrl-C stops it`)
  if (!isLoopback(new URL(running.url).hostname) && given.sdkSecretKey === undefined) info(randomKeysNote)
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await running.close()
}

const randomKeysNote =
  'other machines can reach it, so its keys are random, as printed; --sdk-secret-key, --secret-id and --secret-key set them'

async function start(context: Context<typeof options>): Promise<Emulator> {
  const { startEmulator } = await import('@trtc-call/emulator')
  const settings = await readEmulatorSettings(context)
  const users = { ...settings.users, ...readPhones(context.options) }
  try {
    return await withConfigName(context, () => startEmulator({ ...settings, users }))
  } catch (error) {
    throw listenError((error as NodeJS.ErrnoException).code, settings) ?? error
  }
}

function listenError(
  code: string | undefined,
  { port, host }: { port?: number; host?: string },
): UsageError | undefined {
  switch (code) {
    case 'EADDRINUSE':
      return new UsageError(`--port ${port} is in use`, 'without --port, any free port is used')
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new UsageError(`--host ${host} is no address of this machine`)
    case 'EACCES':
      return new UsageError(`you may not use --port ${port}`)
    default:
      return undefined
  }
}

/** The URL for programs on this machine. */
function localUrl(url: string): string {
  return url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:')
}

function readyResult({ url, credentials, clientOptions }: Emulator): Result {
  const environment = {
    TRTC_CALL_ENDPOINT: localUrl(url),
    TRTC_SDK_APP_ID: String(credentials.sdkAppId),
    TRTC_SDK_SECRET_KEY: credentials.sdkSecretKey,
    TRTC_IDENTIFIER: credentials.identifier,
    TRTC_SITE: clientOptions.call.site,
    TENCENTCLOUD_SECRET_ID: credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
    TENCENTCLOUD_REGION: 'ap-guangzhou',
  }
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}=${shellQuote(value)}`)
  // The emulator would refuse the token of a real account.
  const text = [...lines, `unset ${cloudOptions.token.env.join(' ')}`, `# ready at ${url}`].join('\n')
  return { document: { url, environment }, text }
}
