import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Emulator, type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { CallClient } from '@trtc-call/node'
import { afterEach, expect, test } from 'vitest'
import { documentOf, envFor, type Ran, runCli } from './run-cli.ts'

interface Finding {
  readonly check: string
  readonly state: string
  readonly what: string
  readonly why?: string
  readonly mend?: string
  readonly where?: string
  readonly vendorCode?: number | string
}

let emulator: Emulator | undefined
let server: Server | undefined
afterEach(async () => {
  await emulator?.close()
  server?.close()
  ;[emulator, server] = [undefined, undefined]
})

async function emulate(options: EmulatorOptions = {}): Promise<Record<string, string>> {
  emulator = await startEmulator({ answerAfterMs: 5, ...options })
  const { sdkAppId, call, endpoints } = emulator.clientOptions
  const calls = new CallClient({ ...call, sdkAppId, endpoint: endpoints.call })
  for (const UserID of ['robot', 'jack']) await calls.accountImport({ UserID })
  return { ...envFor(emulator), TRTC_SITE: 'china' }
}

async function serve(listener: Parameters<typeof createServer>[1]): Promise<string> {
  server = createServer({}, listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function findingsOf(ran: Ran): readonly Finding[] {
  return (documentOf(ran) as unknown as { findings: readonly Finding[] }).findings
}

const doctor = (env: Record<string, string>, ...args: string[]): Promise<Ran> =>
  runCli(['doctor', '--json', ...args], env)

test('all is well: nobody rings, nothing changes, each value’s origin is told', async () => {
  const env = await emulate()
  const ran = await doctor(env, '--robot', 'robot', '--callee', 'jack', '--identifier', 'administrator')
  expect(findingsOf(ran).filter(({ state }) => state === 'bad')).toEqual([])
  expect(ran.code).toBe(0)
  expect(documentOf(ran).ok).toBe(true)
  const { what } = findingsOf(ran)[0] as Finding
  expect(what).toContain('SDKSecretKey from TRTC_SDK_SECRET_KEY')
  expect(what).toContain('administrator from --identifier')
  expect(emulator?.calls()).toEqual([])
  expect(emulator?.tasks()).toEqual([])
  const asked = emulator?.requests().map(({ operationId }) => operationId)
  for (const each of ['getCallback', 'getCallInfo', 'getRecordByFilter', 'accountCheck', 'queryOnlineStatus']) {
    expect(asked).toContain(each)
  }
  expect(asked).toContain('describeStreamIngest')
  expect((await runCli(['doctor'], env)).stdout).toMatch(/\nAll is well\.\n$/)
})

const hex = 'f'.repeat(64)

test.each<[string, Record<string, string>, Partial<Finding>]>([
  ['another key', { TRTC_SDK_SECRET_KEY: hex }, { check: 'call-signature', vendorCode: 70009 }],
  ['another app', { TRTC_SDK_APP_ID: '1400000007' }, { check: 'call-signature', vendorCode: 60006 }],
  ['no administrator', { TRTC_IDENTIFIER: 'jack' }, { check: 'call-signature', vendorCode: 60010 }],
  ['a site that there is not', { TRTC_SITE: 'atlantis' }, { check: 'call-access' }],
  ['no site', { TRTC_SITE: '', TRTC_CALL_ENDPOINT: '' }, { check: 'call-access' }],
  [
    'another SecretKey',
    { TENCENTCLOUD_SECRET_KEY: 'x'.repeat(32) },
    { check: 'cloud-signature', vendorCode: 'AuthFailure.SignatureFailure' },
  ],
  [
    'another SecretId',
    { TENCENTCLOUD_SECRET_ID: `AKID${'x'.repeat(32)}` },
    { check: 'cloud-signature', vendorCode: 'AuthFailure.SecretIdNotFound' },
  ],
  ['half of the pair', { TENCENTCLOUD_SECRET_KEY: '' }, { check: 'cloud-access' }],
  ['the SecretKey as the app’s', { TRTC_SDK_SECRET_KEY: 'x'.repeat(32) }, { check: 'secrets' }],
  ['the SecretId as the app’s', { TRTC_SDK_SECRET_KEY: `AKID${'x'.repeat(32)}` }, { check: 'secrets' }],
  ['the app’s key as the SecretKey', { TENCENTCLOUD_SECRET_KEY: hex }, { check: 'secrets' }],
  ['the pair the wrong way round', { TENCENTCLOUD_SECRET_KEY: `AKID${'x'.repeat(32)}` }, { check: 'secrets' }],
  ['quotes', { TRTC_SDK_SECRET_KEY: `"${hex}"` }, { check: 'secrets' }],
])('%s is found, with how and where to mend it', async (_, wrong, expected) => {
  const ran = await doctor({ ...(await emulate()), ...wrong })
  expect(ran.code).toBe(1)
  const found = findingsOf(ran).find(({ check, state }) => check === expected.check && state === 'bad')
  expect(found).toMatchObject({ ...expected, mend: expect.any(String) })
  if (expected.check === 'secrets') return
  expect(found?.where).toMatch(/^https:/)
})

test('the app of another cloud account', async () => {
  const apps = [
    { sdkAppId: 1400000000 },
    { sdkAppId: 1400000001, secretId: `AKID${'o'.repeat(32)}`, secretKey: 'o'.repeat(32) },
  ]
  const env = { ...(await emulate({ apps })), TENCENTCLOUD_SECRET_ID: `AKID${'o'.repeat(32)}` }
  const ran = await doctor({ ...env, TENCENTCLOUD_SECRET_KEY: 'o'.repeat(32) })
  const found = findingsOf(ran).find(({ state }) => state === 'bad')
  expect(found).toMatchObject({ check: 'cloud-signature', why: expect.stringContaining('another cloud account') })
})

test('the app of another site', async () => {
  const env = await emulate()
  emulator?.script('getCallback', { code: 60026 })
  expect(findingsOf(await doctor(env))).toContainEqual(
    expect.objectContaining({ check: 'call-signature', vendorCode: 60026, why: expect.stringContaining('site') }),
  )
})

test('no package: the commands of Call fail, accounts and the cloud do not', async () => {
  const env = await emulate({ edition: 'none' })
  const findings = findingsOf(await doctor(env, '--robot', 'robot'))
  const states = Object.fromEntries(findings.map(({ check, state }) => [check, state]))
  expect(states).toMatchObject({ 'call-signature': 'bad', 'call-accounts': 'ok', 'cloud-signature': 'ok' })
  expect(findings.find(({ check }) => check === 'call-signature')?.vendorCode).toBe(60020)
})

test('an account that was never imported', async () => {
  const ran = await doctor(await emulate(), '--callee', 'stranger')
  expect(findingsOf(ran)).toContainEqual(
    expect.objectContaining({ check: 'call-accounts', state: 'bad', what: 'not imported: stranger' }),
  )
})

test.each([
  [400_000, 'bad', 1],
  [-400_000, 'bad', 1],
  [60_000, 'note', 0],
])('a clock that is off by %s ms', async (skewMs, state, code) => {
  const env = await emulate()
  emulator?.skew(skewMs)
  const ran = await doctor(env)
  const found = findingsOf(ran).find(({ check }) => check === 'clock')
  expect(found).toMatchObject({ state, what: expect.stringContaining(skewMs > 0 ? 'behind' : 'ahead of') })
  expect(ran.code).toBe(code)
})

test('DNS, TLS, nobody who listens, and something that is not the vendor', async () => {
  const env = await emulate()
  const page = await serve((_, response) => response.end('<html>'))
  const why = async (endpoint: string): Promise<string | undefined> =>
    findingsOf(await doctor({ ...env, TRTC_CALL_ENDPOINT: endpoint })).find(({ state }) => state === 'bad')?.why
  expect(await why('https://doctor.invalid')).toMatch(/^DNS: /)
  expect(await why(page.replace('http:', 'https:'))).toMatch(/^TLS: /)
  expect(await why('http://127.0.0.1:1')).toMatch(/^nothing listens there/)
  expect(await why(page)).toContain('something between answers')
})

test('a proxy in the environment is told, and its password is not', async () => {
  const ran = await doctor({ ...(await emulate()), HTTPS_PROXY: 'http://me:a-password-of-mine@proxy:3128' })
  expect(findingsOf(ran)).toContainEqual(expect.objectContaining({ check: 'proxy', state: 'note' }))
  expect(ran.stdout + ran.stderr).not.toContain('a-password-of-mine')
})

test.each([
  [200, 'video/mp4', 'ok'],
  [200, 'text/html', 'note'],
  [302, 'text/html', 'note'],
  [403, 'text/html', 'note'],
  [404, 'text/html', 'bad'],
])('--stream: HEAD with %s and %s is %s', async (status, type, state) => {
  const methods: unknown[] = []
  const url = await serve(({ method }, response) => {
    methods.push(method)
    response.writeHead(status, { 'content-type': type, location: '/elsewhere' }).end()
  })
  const ran = await doctor(await emulate(), '--stream', `${url}/a?sign=a-secret-of-mine`)
  expect(findingsOf(ran).at(-1)).toMatchObject({ check: 'stream', state })
  expect(methods).toEqual(['HEAD'])
  expect(ran.stdout + ran.stderr).not.toContain('a-secret-of-mine')
})

test.each([
  [['--ring', 'jack', '--robot', 'robot'], 'this will ring jack for ten seconds'],
  [['--live'], 'this will start two streams'],
  [['--ring', 'jack', '--yes'], '--ring needs --robot'],
  [['--save'], '--save needs --live'],
])('%j asks first, and sends nothing where nobody can be asked', async (args, said) => {
  const ran = await doctor(await emulate(), ...args)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
  expect(emulator?.calls()).toEqual([])
  expect(emulator?.tasks()).toEqual([])
})

test('--ring rings once, and tells of answer, media and callbacks', async () => {
  const taken: string[] = []
  const receiver = await serve((request, response) => {
    taken.push(String(request.url))
    request.resume()
    response.end('{}')
  })
  const env = await emulate({ users: { jack: { does: 'answer', hangUpAfterMs: 1_500 } } })
  const { sdkAppId, call, endpoints } = (emulator as Emulator).clientOptions
  const calls = new CallClient({ ...call, sdkAppId, endpoint: endpoints.call })
  await calls.setCallback({ Url: `${receiver}/hook`, CallbackCommandList: ['Call.CallbackAfterStartCall'] })
  const stream = ['--stream', 'rtmp://example.com/live']
  const ran = await doctor(env, '--robot', 'robot', '--ring', 'jack', '--yes', ...stream)
  const states = Object.fromEntries(findingsOf(ran).map(({ check, state }) => [check, state]))
  expect(states).toMatchObject({ ring: 'ok', 'ring-media': 'ok', 'ring-callbacks': 'ok' })
  expect(ran.code).toBe(0)
  expect(emulator?.rings('jack')).toBe(1)
  expect(taken).toHaveLength(1)
  expect(emulator?.calls()).toMatchObject([{ state: 'ended' }])
})

test('--ring of somebody who rejects is no answer', async () => {
  const env = await emulate({ users: { jack: { does: 'reject' } } })
  const ran = await doctor(env, '--robot', 'robot', '--ring', 'jack', '--yes')
  expect(findingsOf(ran)).toContainEqual(
    expect.objectContaining({ check: 'ring', state: 'bad', what: expect.stringContaining('rejected') }),
  )
})

test.each(['guide', 'reference'] as const)('--live finds out that the service speaks %s', async (ingestRoomIdType) => {
  const ran = await doctor(await emulate({ ingestRoomIdType }), '--live', '--yes')
  expect(findingsOf(ran).at(-1)).toMatchObject({
    check: 'room-id-type',
    state: 'ok',
    what: expect.stringContaining(`as the ${ingestRoomIdType} has it`),
  })
  expect(emulator?.requests('stopStreamIngest')).toHaveLength(1)
  expect(
    emulator?.tasks().every((task) => task.endedBecause === 'stopped' || task.endedBecause === 'unreachable'),
  ).toBe(true)
})

test('--save writes what --live found to the profile, where ingest start finds it', async () => {
  const HOME = mkdtempSync(join(tmpdir(), 'trtc-call-home-'))
  const home = { HOME, PATH: process.env.PATH ?? '' }
  const env = await emulate({ ingestRoomIdType: 'reference' })
  expect(await runCli(['profile', 'add', 'local', '--from-env'], { ...env, ...home })).toMatchObject({ code: 0 })
  const ran = await doctor(home, '--live', '--yes', '--save')
  expect(findingsOf(ran)[0]?.what).toContain('SDKSecretKey from profile local')
  expect(findingsOf(ran).at(-1)).toMatchObject({ check: 'profile', state: 'ok' })
  const play = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  expect(await runCli(play, home)).toMatchObject({ code: 0 })
  expect(emulator?.requests('startStreamIngest').at(-1)?.body).toMatchObject({ RoomIdType: 0 })
  rmSync(HOME, { recursive: true })
})

test('--live says inconclusive for anything but a clear answer', async () => {
  const env = await emulate()
  emulator?.script('startStreamIngest', { code: 'FailedOperation.NotAllowed', times: 2 })
  const ran = await doctor(env, '--live', '--yes')
  expect(findingsOf(ran).at(-1)).toMatchObject({ check: 'room-id-type', state: 'inconclusive' })
  expect(ran.code).toBe(0)
})
