import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { inspectUserSig, mintUserSig } from '@trtc-call/node'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type HostileVendor, hostilities, startHostileVendor } from './hostile-vendor.ts'
import { leaksIn, userSigsIn } from './leaks.ts'
import { envFor, type Ran, runCli } from './run-cli.ts'

const fresh = (): string => randomBytes(32).toString('hex')
const planted = {
  sdkSecretKey: fresh(),
  secretId: fresh(),
  secretKey: fresh(),
  token: `${fresh()}+/"=`,
  streamQuery: `${fresh()}%2F"+`,
  streamPassword: fresh(),
}
const streamUrl = `https://someone:${planted.streamPassword}@example.com/a.mp4?sign=${planted.streamQuery}`
const { sdkSecretKey, secretId, secretKey, token } = planted
const userSig = mintUserSig({ sdkAppId: 1400000000, sdkSecretKey, userId: 'jack', lifetimeMs: 60_000 }).value
/** What makes it secret; the program shows the rest of the document. */
const mac = String(inspectUserSig(userSig).document?.['TLS.sig'])

let emulator: Emulator
let vendor: HostileVendor
let folder: string
beforeAll(async () => {
  emulator = await startEmulator({
    ...{ sdkSecretKey, secretId, secretKey, token, answerAfterMs: 1, streamDurationMs: 400 },
  })
  vendor = await startHostileVendor()
  folder = mkdtempSync(join(tmpdir(), 'trtc-call-'))
  writeFileSync(join(folder, 'url.txt'), streamUrl)
  writeFileSync(join(folder, 'push.json'), '{"Title":')
})
afterAll(async () => {
  await emulator.close()
  vendor.close()
  rmSync(folder, { recursive: true })
})

const env = (url: string): Record<string, string> => ({
  ...envFor(emulator),
  TRTC_CALL_ENDPOINT: url,
  TENCENTCLOUD_SESSION_TOKEN: token,
})

const stream = ['--stream', streamUrl]
const handle = JSON.stringify({
  version: 1,
  sdkAppId: 1400000000,
  callId: 'some-call',
  placement: {
    ...{ room: { kind: 'string', id: 'room-42' }, robot: 'robot', callees: ['jack'] },
    ...{ sentAt: 1_767_225_600_000, ringTimeoutMs: 30_000 },
  },
  callees: [{ userId: 'jack', accepted: true, resultCode: 0 }],
  stream: { url: streamUrl },
})
const ingestBody = { RoomId: 'room-42', RoomIdType: 1, UserId: 'jack', UserSig: userSig, StreamUrl: streamUrl }
const sending = [
  ['dial', '--robot', 'robot', '--callee', 'jill', ...stream],
  ['dial', '--robot', 'robot', '--callee', 'jack', ...stream, '--when', 'now'],
  ['call', 'start', '--robot', 'robot', '--callee', 'jack'],
  ['call', 'show', 'some-call'],
  ['call', 'end', 'some-call'],
  ['call', 'end', '--handle', handle],
  ['ingest', 'start', '--room', 'room-42', '--user', 'robot', ...stream],
  ['ingest', 'update', 'some-task', ...stream],
  ['ingest', 'show', 'some-task'],
  ['ingest', 'stop', 'some-task'],
  ['api', 'getCallInfo', '--body', '{"CallId":"some-call"}'],
  ['api', 'startStreamIngest', '--body', JSON.stringify(ingestBody)],
  ['record', 'show', 'some-call'],
  ['record', 'list', '--since', '2h'],
  ['callback', 'set', '--url', streamUrl],
  ['callback', 'show'],
  ['callback', 'delete'],
  ['account', 'import', '--user', 'jack'],
  ['account', 'check', '--user', 'jack'],
  ['account', 'online', '--user', 'jack'],
  ['robot', 'set', '--robot', 'robot', '--nick', 'Robot'],
]

function expectNoLeak({ stdout, stderr }: Ran): void {
  expect(leaksIn(stdout + stderr, { ...planted, userSig, mac, ...vendor.seen })).toEqual([])
  expect(userSigsIn(stdout + stderr)).toEqual([])
}

/** A few at a time: each is a process. */
async function runAll(runs: readonly (readonly string[])[], url: string): Promise<Ran[]> {
  const results: Ran[] = []
  const waiting = [...runs]
  const work = async (): Promise<void> => {
    for (let args = waiting.shift(); args !== undefined; args = waiting.shift())
      results.push(await runCli(args, env(url)))
  }
  await Promise.all(Array.from({ length: 4 }, work))
  return results
}

/** Callees of their own, or they would be busy. */
const talkative = sending.flatMap((args, index) => {
  const renamed = (suffix: string): string[] =>
    args.map((word) => (/^ja|^ji/.test(word) ? word + index + suffix : word))
  return [
    [...renamed('a'), '--verbose'],
    [...renamed('b'), '--verbose', '--json'],
  ]
})

describe('no secret on any stream', () => {
  test('when all goes well, and under --dry-run', async () => {
    const attach = ['call', 'attach', '--handle', handle]
    const dry = [...sending, attach].flatMap((args) => [
      [...args, '--dry-run'],
      [...args, '--dry-run', '--json', '--verbose'],
    ])
    const results = await runAll([...talkative.filter(([word]) => word !== 'call'), ...dry], emulator.url)
    expect(results.filter(({ code }) => code === 0).length).toBeGreaterThan(dry.length)
    for (const ran of results) expectNoLeak(ran)
    const sigs = emulator.requests('startStreamIngest').map(({ body }) => (body as { UserSig: string }).UserSig)
    expect(sigs.length).toBeGreaterThan(0)
    for (const { stdout, stderr } of results)
      expect(leaksIn(stdout + stderr, Object.fromEntries(sigs.entries()))).toEqual([])
  })

  test('in a curl line, unless it is asked for one that works', async () => {
    const lines = await runAll([...sending.map((args) => [...args, '--curl'])], emulator.url)
    expect(lines.map(({ code }) => code)).toEqual(lines.map(() => 0))
    for (const ran of lines) expectNoLeak(ran)
  })

  test.each(hostilities)('when the vendor repeats all that it was sent: %s', async (does) => {
    vendor.does = does
    const runs = talkative.filter((args) => args.includes('--json')) // stderr is the same without
    const results = await runAll(runs, vendor.url)
    expect(results.map(({ code }) => code)).not.toContain(0)
    expect(results.map(({ code }) => code)).not.toContain(1)
    expect(Object.keys(vendor.seen).length).toBeGreaterThanOrEqual(runs.length)
    for (const ran of results) expectNoLeak(ran)
  })

  test.each(hostilities)('when doctor asks a vendor who repeats all that it was sent: %s', async (does) => {
    vendor.does = does
    const args = ['doctor', '--robot', 'robot', '--callee', 'jack', ...stream, '--verbose']
    const results = await runAll([args, [...args, '--json'], [...args, '--dry-run']], vendor.url)
    for (const ran of results) expectNoLeak(ran)
  })

  test('when the signatures are refused, and when nobody listens', async () => {
    const wrong = { ...env(emulator.url), TRTC_SDK_SECRET_KEY: secretKey, TENCENTCLOUD_SECRET_KEY: sdkSecretKey }
    for (const args of [sending[0], sending[5]])
      expectNoLeak(await runCli([...(args ?? []), '--verbose', '--json'], wrong))
    for (const ran of await runAll(talkative.slice(0, 2), 'http://127.0.0.1:1')) expectNoLeak(ran)
  })

  test.concurrent.each([
    ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--sdk-secret-key', sdkSecretKey],
    ['call', 'start', '--robot', 'robot', '--callee', 'jack', `--sdk-secret-kye=${sdkSecretKey}`],
    ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--sdk-app-id', sdkSecretKey],
    ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--site', secretKey, '--endpoint', 'https://example.com'],
    ['call', 'start', '--robot', secretKey, '--callee', secretKey],
    ['call', 'show', 'some-call', sdkSecretKey],
    ['call', 'show', 'some-call', '--endpoint', streamUrl],
    ['call', 'show', 'some-call', '--media', secretKey],
    ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', `file${streamUrl}`],
    ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', `@${planted.streamQuery}`],
    ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', `gopher://example.com/?${planted.streamQuery}`],
    ['dial', '--robot', 'robot', '--callee', 'jack', '--room', planted.streamQuery.repeat(2)],
    ['dial', '--robot', 'robot', '--callee', 'jack', '--offline-push', sdkSecretKey],
    ['dial', '--robot', 'robot', '--callee', 'jack', '--repeat', sdkSecretKey],
    ['usersig', 'mint', '--user', sdkSecretKey],
    ['usersig', 'inspect', '--user', sdkSecretKey, `https://example.com/?usersig=${userSig}&identifier=jill`],
    ['doctor', '--callee', secretKey, '--robot', sdkSecretKey],
    ['doctor', '--stream', `file${streamUrl}`, '--callee', 'nobody'],
    ['webhook', 'send', secretKey, '--to', streamUrl],
    ['webhook', 'send', 'call-ended', '--to', streamUrl],
    ['webhook', 'send', 'call-ended', '--to', streamUrl, '--set', secretKey],
    ['webhook', 'verify', secretKey, '--url', streamUrl],
    ['webhook', 'listen', '--forward', `gopher${streamUrl}`],
    ['webhook', 'listen', '--port', secretKey],
    [sdkSecretKey],
    ['usersig', secretKey],
    [`--${secretKey}`],
  ])('when one stands in the wrong place (%#)', async (...args) => {
    const ran = await runCli([...args, '--json'], env(emulator.url))
    expect(ran.code).not.toBe(0)
    expectNoLeak(ran)
  })

  test('in what usersig mint and inspect say beside the UserSig that was asked for', async () => {
    const minted = await runCli(['usersig', 'mint', '--user', 'jack', '--json'], env(emulator.url))
    expect(leaksIn(minted.stdout, planted)).toEqual([])
    expect(leaksIn(minted.stderr, { ...planted, minted: JSON.parse(minted.stdout).userSig })).toEqual([])
    for (const value of [userSig, userSig.slice(0, -9), `${userSig}%3D`, encodeURIComponent(userSig), `x${userSig}`]) {
      const ran = await runCli(['usersig', 'inspect', '--user', 'jill', '--json'], env(emulator.url), value)
      expect(ran.code).toBe(1)
      expectNoLeak(ran)
      expectNoLeak(await runCli(['usersig', 'inspect', value], env(emulator.url)))
    }
  })

  test('in what privatemapkey mint and inspect say beside the ticket that was asked for', async () => {
    const mint = ['privatemapkey', 'mint', '--user', 'jack', '--room', 'room-42', '--allow', 'all', '--json']
    const minted = await runCli(mint, env(emulator.url))
    expect(leaksIn(minted.stdout, planted)).toEqual([])
    const { privateMapKey } = JSON.parse(minted.stdout)
    expect(leaksIn(minted.stderr, { ...planted, privateMapKey })).toEqual([])
    const ticketMac = String(inspectUserSig(privateMapKey).document?.['TLS.sig'])
    for (const value of [privateMapKey, privateMapKey.slice(0, -9), userSig, encodeURIComponent(privateMapKey)]) {
      const ran = await runCli(['privatemapkey', 'inspect', '--user', 'jill', '--json'], env(emulator.url), value)
      expect(ran.code).toBe(1)
      expectNoLeak(ran)
      expect(leaksIn(ran.stdout + ran.stderr, { privateMapKey, ticketMac })).toEqual([])
    }
  })

  test('in a file that cannot be used', async () => {
    const args = ['dial', '--robot', 'robot', '--callee', 'jack', '--offline-push', `@${join(folder, 'url.txt')}`]
    expectNoLeak(await runCli([...args, '--json'], env(emulator.url)))
  })
})

test('the search finds a secret in every spelling, whole or in part', () => {
  const secret = 'abc"def/+ghi=jkl&mno'
  const found = (text: string): string[] => leaksIn(`before ${text} after`, { secret })
  const forms = [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret),
    ...['', 'x', 'xy'].map((before) => Buffer.from(before + secret).toString('base64')),
    Buffer.from(secret).toString('base64url'),
    secret.slice(4, 16),
  ]
  expect(forms.map(found)).toEqual(forms.map(() => ['secret']))
  expect(found(secret.slice(0, 11))).toEqual([])
  expect(userSigsIn(`https://example.com/?usersig=${userSig}&random=1`)).toEqual([userSig])
})
