import type { Emulator } from '@trtc-call/emulator'
import { commonOptions } from '../client/access-options.ts'
import { type Context, defineCommand } from '../command.ts'
import { narrate } from '../demo/narrate.ts'
import { phoneOptions, readPhones } from '../phones.ts'
import type { Result } from '../result.ts'
import { startTimeline } from '../timeline.ts'
import { UsageError } from '../usage-error.ts'

const options = {
  port: { kind: 'whole', value: 'PORT', least: 0, most: 65_535, summary: 'default any free one' },
  host: { kind: 'text', value: 'ADDRESS', summary: 'default 127.0.0.1' },
  roomIdType: { kind: 'choice', choices: ['guide', 'reference'], summary: 'how ingest numbers rooms, default guide' },
  startReply: {
    kind: 'choice',
    choices: ['guide', 'reference'],
    summary: 'whether the start of a call is answered with a CallId (guide, the default)',
  },
  answerAfterMs: { kind: 'whole', value: 'MS', least: 0, most: 600_000, summary: 'when callees answer, default 400' },
  ...phoneOptions,
  ...commonOptions,
} as const

export const emulatorCommand = defineCommand({
  path: ['emulator'],
  summary: 'stand in for the vendor on this machine',
  details: `Prints the variables that lead the other commands to it, then what happens, until it is stopped. Its keys are
made up and open nothing else.`,
  options,
  examples: [
    'trtc-call emulator',
    'trtc-call emulator --port 8787 > emulator.env & sleep 1; . ./emulator.env',
    'trtc-call emulator --phone jack=answer --phone jill=reject --phone jane=ignore --hang-up-after-ms 3000',
    'trtc-call emulator --room-id-type reference --answer-after-ms 2000',
  ],
  run: emulate,
})

async function emulate({ options: given, io, signal, say, show }: Context<typeof options>): Promise<undefined> {
  const emulator = await start(given)
  const timeline = startTimeline(io)
  emulator.on((event) => {
    const line = event.kind === 'request' ? `→ ${event.operationId ?? '?'}: ${event.detail ?? ''}` : narrate(event)
    if (line !== undefined) timeline.tell(line)
  })
  show(ready(emulator))
  say(`ready at ${emulator.url}; Ctrl-C stops it`)
  if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await emulator.close()
}

async function start(given: Context<typeof options>['options']): Promise<Emulator> {
  const { startEmulator } = await import('@trtc-call/emulator')
  const { port, host, roomIdType, startReply, answerAfterMs } = given
  const chosen = { port, host, ingestRoomIdType: roomIdType, startReply, answerAfterMs, users: readPhones(given) }
  try {
    return await startEmulator(Object.fromEntries(Object.entries(chosen).filter(([, value]) => value !== undefined)))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') throw new UsageError(`--port ${port} is in use`, 'without --port any free one is taken')
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new UsageError('--host is no address of this machine')
    if (code === 'EACCES') throw new UsageError(`--port ${port} may not be used by you`)
    throw error
  }
}

function ready({ url, credentials }: Emulator): Result {
  const environment = {
    TRTC_CALL_ENDPOINT: url.replace('//0.0.0.0:', '//127.0.0.1:').replace('//[::]:', '//[::1]:'),
    TRTC_SDK_APP_ID: String(credentials.sdkAppId),
    TRTC_SDK_SECRET_KEY: credentials.sdkSecretKey,
    TRTC_IDENTIFIER: credentials.identifier,
    TRTC_SITE: 'china',
    TENCENTCLOUD_SECRET_ID: credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
    TENCENTCLOUD_REGION: 'ap-guangzhou',
  }
  const lines = Object.entries(environment).map(([name, value]) => `export ${name}='${value}'`)
  // A token left over from a real account would be sent along, and refused.
  const text = [...lines, 'unset TENCENTCLOUD_SESSION_TOKEN TENCENTCLOUD_TOKEN'].join('\n')
  return { document: { url, environment }, text }
}
