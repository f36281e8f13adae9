import { randomBytes } from 'node:crypto'
import type { Emulator } from '@trtc-call/emulator'
import { inspectUserSig, mintUserSig } from '@trtc-call/node'
import { expect } from 'vitest'
import { leaksIn, userSigsIn } from './leaks.ts'
import { envFor, type Ran } from './run-cli.ts'
import { runHere } from './run-here.ts'

const fresh = (): string => randomBytes(32).toString('hex')

/** Secrets that stand nowhere else. */
export const planted = {
  sdkSecretKey: fresh(),
  secretId: fresh(),
  secretKey: fresh(),
  token: `${fresh()}+/"=`,
  streamQuery: `${fresh()}%2F"+`,
  streamPassword: fresh(),
}
const { sdkSecretKey, secretId, secretKey, streamPassword, streamQuery, token } = planted

/** Those of them that an emulator takes. */
export const plantedKeys = { sdkSecretKey, secretId, secretKey, token }

/** Of a stream and of a receiver; http hosts are as good as any other. */
export const secretUrl = `https://someone:${streamPassword}@example.com/a.mp4?sign=${streamQuery}`
export const userSig = mintUserSig({ sdkAppId: 1400000000, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 }).value

/** What makes it secret; the program shows the rest of the document. */
export const macOf = (signature: string): string => String(inspectUserSig(signature).document?.['TLS.sig'])
const mac = macOf(userSig)

/** The variables of an emulator that was started with the planted keys, leading to this address. */
export function plantedEnv(emulator: Emulator, url = emulator.url): Record<string, string> {
  return { ...envFor(emulator), TRTC_CALL_ENDPOINT: url, TENCENTCLOUD_SESSION_TOKEN: token }
}

export function expectNoLeak(
  { stdout, stderr }: Pick<Ran, 'stdout' | 'stderr'>,
  more: Record<string, string> = {},
): void {
  expect(leaksIn(stdout + stderr, { ...planted, userSig, mac, ...more })).toEqual([])
  expect(userSigsIn(stdout + stderr)).toEqual([])
}

/** Runs the commands at the same time. */
export function runAll(runs: readonly (readonly string[])[], env: Record<string, string>): Promise<Ran[]> {
  return Promise.all(runs.map((args) => runHere(args, env)))
}

const stream = ['--stream', secretUrl]

/** As `dial --detach` prints it before the stream has started. */
export const secretHandle = JSON.stringify({
  version: 1,
  sdkAppId: 1400000000,
  callId: 'some-call',
  placement: {
    ...{ room: { kind: 'string', id: 'room-42' }, robot: 'robot', callees: ['jack'] },
    ...{ sentAt: 1_767_225_600_000, ringTimeoutMs: 30_000 },
  },
  callees: [{ userId: 'jack', accepted: true, resultCode: 0 }],
  stream: { url: secretUrl },
})
const ingestBody = { RoomId: 'room-42', RoomIdType: 1, UserId: 'jack', UserSig: userSig, StreamUrl: secretUrl }

/** A command line for each command that sends something and exits, with secrets wherever they belong. */
export const sending: readonly (readonly string[])[] = [
  ['dial', '--robot', 'robot', '--callee', 'jill', ...stream],
  ['dial', '--robot', 'robot', '--callee', 'jack', ...stream, '--start', 'immediately'],
  ['call', 'start', '--robot', 'robot', '--callee', 'jack'],
  ['call', 'show', 'some-call'],
  ['call', 'attach', '--handle', secretHandle],
  ['call', 'end', 'some-call'],
  ['call', 'end', '--handle', secretHandle],
  ['ingest', 'start', '--room', 'room-42', '--user', 'robot', ...stream],
  ['ingest', 'update', 'some-task', ...stream],
  ['ingest', 'show', 'some-task'],
  ['ingest', 'stop', 'some-task'],
  ['api', 'getCallInfo', '--body', '{"CallId":"some-call"}'],
  ['api', 'startStreamIngest', '--body', JSON.stringify(ingestBody)],
  [
    'api',
    'setCallback',
    '--body',
    JSON.stringify({ Url: secretUrl, CallbackCommandList: ['Call.CallbackAfterEndCall'] }),
  ],
  ['api', 'getCallback'],
  ['record', 'show', 'some-call'],
  ['record', 'list', '--since', '2h'],
  ['callback', 'set', '--url', secretUrl],
  ['callback', 'show'],
  ['callback', 'delete'],
  ['account', 'import', '--user', 'jack'],
  ['account', 'check', '--user', 'jack'],
  ['account', 'online', '--user', 'jack'],
  ['robot', 'set', '--robot', 'robot', '--nick', 'Robot'],
]

/** Callees of their own, or they would be busy; as words and as a document, and with all there is to tell. */
export const talkative: readonly (readonly string[])[] = sending.flatMap((args, index) => {
  const renamed = (suffix: string): string[] =>
    args.map((word) => (/^ja|^ji/.test(word) ? word + index + suffix : word))
  return [
    [...renamed('a'), '--verbose'],
    [...renamed('b'), '--verbose', '--json'],
  ]
})
