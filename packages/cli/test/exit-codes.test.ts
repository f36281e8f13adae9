import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeEach(async () => {
  emulator = await startEmulator()
  env = envFor(emulator)
})
afterEach(() => emulator.close())

const ring = ['call', 'start', '--robot', 'robot', '--callee', 'jack', '--json']

test.each([
  [['demp'], 'did you mean: demo?'],
  [['call', 'strat'], 'did you mean: call start?'],
  [['call'], 'call show'],
  [[], 'Usage: trtc-call COMMAND'],
  [[...ring, '--calee', 'jill'], 'did you mean --callee?'],
  [[...ring, '--secret-key', '-'], 'set TENCENTCLOUD_SECRET_KEY; there is no flag for it'],
  [[...ring, '--secret-id=x'], 'set TENCENTCLOUD_SECRET_ID; there is no flag for it'],
  [[...ring, '--token', 'x'], 'set TENCENTCLOUD_SESSION_TOKEN; there is no flag for it'],
  [['call', 'start', '--callee', 'jack'], '--robot USER is missing'],
  [['call', 'show'], 'CALL_ID is missing'],
  [['call', 'show', 'one', 'two'], 'one word too many'],
  [[...ring, '--media', 'smoke'], '--media must be audio or video; given: "smoke"'],
  [[...ring, '--ring-timeout', '5'], '--ring-timeout must be a duration from 10s to 10m; given: "5"'],
  [[...ring, '--ring-timeout'], '--ring-timeout needs a value'],
  [[...ring, '--robot', 'other'], '--robot is given more than once'],
  [[...ring, '--callee', 'jill,,jane'], '--callee has an empty item'],
  [[...ring, '--room', 'a', '--int-room', '1'], '--room and --int-room exclude each other'],
  [[...ring, '--room', 'é'], '--room must be ASCII'],
  [[...ring, '--user-data', 'x'.repeat(1001)], '--user-data must have at most 1000 bytes, given 1001'],
  [[...ring, '--offline-push', '{'], '--offline-push stops being JSON at line 1, column 2'],
  [[...ring, '--offline-push', '[]'], '--offline-push must be a JSON object'],
  [[...ring, '--offline-push', '@no-such-file'], 'cannot be read (ENOENT)'],
  [[...ring, '--endpoint', 'http://example.com'], '--endpoint must be an https URL'],
  [[...ring, '--verbose=yes'], '--verbose takes no value'],
  [['dial', ...ring.slice(2), '--volume', '5'], '--volume needs --stream'],
  [
    ['dial', ...ring.slice(2), '--stream', 'https://example.com/a.mp4', '--max-duration', '5m'],
    '--max-duration needs --repeat forever',
  ],
  [[...ring, '--user-data', '@/dev/null'], '--user-data: the file "/dev/null" is empty'],
  [[...ring, '--user-data', '-'], '--user-data: stdin is empty'],
  [[...ring, '--user-data', '@/dev/stdin'], '--user-data: the file "/dev/stdin" is empty'],
  [[...ring, '--user-data', '@/dev/stdin', '--sdk-secret-key', '-'], 'stdin can be read once'],
])('2 for a wrong command line, and nothing is sent: %j', async (args, said) => {
  const { code, stderr } = await runHere(args, env)
  expect(stderr).toContain(said)
  expect(code).toBe(2)
  expect(emulator.requests()).toEqual([])
})

test('2 with a JSON document', async () => {
  const ran = await runHere([...ring, '--media', 'smoke'], env)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_USAGE', outcome: 'not-sent' } })
  expect(documentOf(ran).error).not.toHaveProperty('hint')
})

test('3 for an empty key on stdin', async () => {
  const ran = await runHere([...ring, '--sdk-secret-key', '-'], env)
  expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining('--sdk-secret-key: stdin is empty') })
})

test.each(['TRTC_SDK_SECRET_KEY', 'TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY'])(
  '3 without %s',
  async (name) => {
    const { [name]: _, ...others } = env
    const args = ['dial', ...ring.slice(2), '--stream', 'https://example.com/a.mp4']
    const ran = await runHere(args, others)
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining(`missing: ${name}`) })
    expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_CREDENTIALS', outcome: 'not-sent' } })
  },
)

test('4 for a wrong key', async () => {
  const ran = await runHere(ring, { ...env, TRTC_SDK_SECRET_KEY: 'f'.repeat(64) })
  expect(ran.code).toBe(4)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_API', kind: 'authentication', outcome: 'refused' } })
  expect(ran.stderr).toContain('TRTC_SDK_SECRET_KEY')
})

test('5 without a connection, and nothing was sent', async () => {
  const endpoint = 'http://127.0.0.1:1'
  const ran = await runHere(ring, { ...env, TRTC_CALL_ENDPOINT: endpoint })
  expect(ran.code).toBe(5)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_CONNECTION', outcome: 'not-sent' } })
  expect(ran.stderr).not.toContain('re-run')
  expect(ran.stderr).toContain(`nothing listens at ${endpoint} (from TRTC_CALL_ENDPOINT or --endpoint)`)
  expect(ran.stderr).toContain(`emulator --port 1`)
})

test.each([
  ['call start', 'drop'],
  ['call start', 'hang'],
  ['dial', 'drop'],
  ['dial', 'hang'],
] as const)('5 for a lost response, and the request is not repeated (%s, %s)', async (command, then) => {
  const words = command.split(' ')
  emulator.script('startCallByRobot', { execute: true, then })
  // The vendor has to hear of it before: a busy machine needs some of that time.
  const timeout = then === 'hang' ? ['--timeout', '5s'] : []
  const ran = await runHere([...words, ...ring.slice(2), '--room', 'room-42', ...timeout], env)
  expect(ran.code).toBe(5)
  expect(documentOf(ran)).toMatchObject({
    error: { outcome: 'unknown', operation: 'startCallByRobot', hint: expect.stringContaining('Check') },
    placement: { room: { kind: 'string', id: 'room-42' }, robot: 'robot', callees: ['jack'] },
  })
  expect(ran.stderr).toContain('The phones may have rung')
  expect(ran.stderr).toContain('they may ring twice')
  expect(ran.stderr).toContain('string room room-42')
  const [, since = ''] = /record list --since (20\S+Z) --room 'room-42'\n/.exec(ran.stderr) ?? []
  expect(emulator.rings('jack')).toBe(1)
  const look = await runHere(['record', 'list', '--since', since, '--room', 'room-42', '--dry-run'], env)
  expect(look.code).toBe(0)
})

test('6 for an unexpected response', async () => {
  emulator.script('getCallInfo', { then: 'html', times: 9 })
  const ran = await runHere(['call', 'show', 'some-call', '--json'], env)
  expect(ran.code).toBe(6)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_PROTOCOL', operation: 'getCallInfo' } })
})

test('7 for an API error, with the vendor’s code and request id', async () => {
  const ran = await runHere(['call', 'end', 'some-call', '--json'], env)
  expect(ran.code).toBe(7)
  expect(documentOf(ran)).toMatchObject({
    error: { code: 'ERR_API', vendorCode: 101004, outcome: 'refused', requestId: expect.any(String) },
  })
  expect(ran.stderr).toContain('vendor code 101004')
})

test('1 for a malformed UserSig', async () => {
  const ran = await runHere(['usersig', 'inspect', '--json'], {}, 'not a UserSig')
  expect(ran.code).toBe(1)
  expect(documentOf(ran)).toHaveProperty('faults.0.code')
})

test('3 for a UserSig without a key to sign it', async () => {
  expect((await runHere(['usersig', 'mint', '--user', 'jack'], { TRTC_SDK_APP_ID: '1400000000' })).code).toBe(3)
})
