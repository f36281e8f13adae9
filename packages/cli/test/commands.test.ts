import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeEach(async () => {
  emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
  env = envFor(emulator)
})
afterEach(() => emulator.close())

const ringJack = ['call', 'start', '--robot', 'robot', '--callee', 'jack']
const playIn42 = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']

test('call start, show, end', async () => {
  const started = documentOf(await runHere([...ringJack, '--int-room', '1001', '--json'], env))
  expect(started).toMatchObject({ room: { kind: 'int', id: 1001 }, callees: [{ userId: 'jack', accepted: true }] })
  const callId = String(started.callId)
  expect(documentOf(await runHere(['call', 'show', callId, '--json'], env))).toMatchObject({
    callId,
    media: 'Video',
    room: { kind: 'int', id: 1001 },
    members: [
      { userId: 'robot', status: 'Calling' },
      { userId: 'jack', status: 'Waiting' },
    ],
  })
  expect((await runHere(['call', 'show', callId], env)).stdout).toMatch(/jack +ringing/)
  expect(documentOf(await runHere(['call', 'end', callId, '--json'], env))).toMatchObject({ callId, ended: true })
  expect(emulator.calls()).toMatchObject([{ callId, state: 'ended', result: 'Cancel' }])
  expect((await runHere(['call', 'show', callId], env)).code).toBe(7)
})

test('ingest start, update, show, stop', async () => {
  const { taskId } = documentOf(await runHere([...playIn42, '--volume', '80', '--json'], env))
  const on = (command: string, ...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> =>
    runHere(['ingest', command, ...args, '--json', '--', String(taskId)], env)
  expect(documentOf(await on('update', '--volume', '50', '--pause'))).toMatchObject({ taskId, status: 'InProgress' })
  expect(emulator.tasks()).toMatchObject([
    { taskId, volume: 50, isPaused: true, room: { kind: 'string', id: 'room-42' } },
  ])
  expect(documentOf(await on('show'))).toMatchObject({ taskId, status: 'InProgress' })
  expect(documentOf(await on('stop'))).toMatchObject({ taskId, stopped: true })
  expect(documentOf(await on('show'))).toMatchObject({ taskId, status: 'NotExist' })
  expect(await on('stop')).toMatchObject({ code: 7 })
  expect(await on('update', '--volume', '50')).toMatchObject({ code: 7, stdout: expect.stringContaining('NotExist') })
})

test('usersig inspect accepts the UserSig of usersig mint, but not for another user or key', async () => {
  const minted = await runHere(['usersig', 'mint', '--user', 'jack', '--lifetime', '1h'], env)
  expect(minted).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\S+\n$/) })
  const inspect = (more: string[], variables = env): ReturnType<typeof runHere> =>
    runHere(['usersig', 'inspect', '--json', ...more], variables, minted.stdout)
  const good = await inspect(['--user', 'jack'])
  expect(good.code).toBe(0)
  expect(documentOf(good)).toMatchObject({ document: { 'TLS.identifier': 'jack', 'TLS.expire': 3600 }, faults: [] })
  const other = await inspect(['--user', 'jill'])
  expect(other.code).toBe(1)
  expect(documentOf(other)).toMatchObject({ faults: [{ code: 'other-user' }] })
  expect(documentOf(await inspect([], { ...env, TRTC_SDK_SECRET_KEY: 'x'.repeat(64) }))).toMatchObject({
    faults: [{ code: 'wrong-key', message: expect.stringContaining('sdkSecretKey') }],
  })
  expect((await runHere(['usersig', 'inspect', minted.stdout.trim()], env)).code).toBe(0)
})

test('--sdk-secret-key takes only -, which reads stdin', async () => {
  const { TRTC_SDK_SECRET_KEY: key = '', ...others } = env
  expect((await runHere([...ringJack, '--sdk-secret-key', '-'], others, `${key}\n`)).code).toBe(0)
  const ran = await runHere([...ringJack, '--sdk-secret-key', key], others)
  expect(ran.code).toBe(2)
  expect(ran.stderr).not.toContain(key)
})

test.each([
  [...ringJack],
  ['call', 'show', 'some-call'],
  ['call', 'end', 'some-call'],
  [...playIn42],
  ['ingest', 'update', 'some-task', '--volume', '1'],
  ['ingest', 'show', 'some-task'],
  ['ingest', 'stop', 'some-task'],
  ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4'],
])('%s %s --dry-run prints the request and sends nothing', async (...args) => {
  const ran = await runHere([...args, '--dry-run', '--json'], env)
  expect(ran.code).toBe(0)
  const { dryRun, requests } = documentOf(ran) as unknown as { dryRun: boolean; requests: { method: string }[] }
  expect({ dryRun, methods: requests.map(({ method }) => method) }).toEqual({
    dryRun: true,
    methods: args[0] === 'dial' ? ['POST', 'POST'] : ['POST'],
  })
  expect(emulator.requests()).toEqual([])
})

test('dial --dry-run prints the condition of the stream', async () => {
  const args = ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4', '--dry-run']
  const { stdout } = await runHere(args, env)
  expect(stdout).toMatch(/start_call_by_robot.*\n\nwhen someone answers:\n\nPOST .*StartStreamIngest/s)
  expect((await runHere([...args, '--start', 'immediately'], env)).stdout).not.toContain('when someone answers')
})

test('--verbose prints every attempt to stderr, and only the document to stdout', async () => {
  const ran = await runHere([...ringJack, '--verbose', '--json'], env)
  expect(ran.stderr).toMatch(/→ startCallByRobot: ok in \d+ ms {2}Id-/)
  expect(documentOf(ran)).toHaveProperty('callId')
})

test('emulator prints variables that work for other commands until it is stopped', async () => {
  const running = startHere(['emulator', '--answer-after', '5ms'])
  await running.saw('unset')
  const exports = running.stdout().matchAll(/^export (\w+)='(.*)'$/gm)
  const printed = Object.fromEntries([...exports].map(([, name, value]) => [name, value]))
  expect(await runHere(ringJack, printed)).toMatchObject({ code: 0 })
  await running.saw('jack answers')
  running.kill('SIGTERM')
  expect(await running.ended).toMatchObject({ code: 0 })
})

test('emulator --phone sets what callees do, --hang-up-after when they hang up', async () => {
  const phones = [
    '--phone',
    'jack=answer',
    '--phone',
    'jill=reject',
    '--hang-up-after',
    '50ms',
    '--answer-after',
    '5ms',
  ]
  const running = startHere(['emulator', ...phones, '--json'])
  await running.saw('ready at')
  const { environment } = JSON.parse(running.stdout())
  expect(await runHere([...ringJack, '--callee', 'jill'], environment)).toMatchObject({ code: 0 })
  for (const line of ['jack answers', 'jill rejects', 'jack hangs up']) await running.saw(line)
  running.kill('SIGTERM')
  await running.ended
})

test.each([
  [['--phone', 'jack=sing'], '--phone must be USER=answer|reject|ignore|busy|offline; given: "jack=sing"'],
  [['--phone', 'jack=busy', '--phone', 'jack=answer'], '--phone is given twice for the same user'],
  [['--phone', 'jack=busy', '--hang-up-after', '5ms'], '--hang-up-after needs a --phone USER=answer'],
])('emulator refuses %j', async (args, said) => {
  expect(await runHere(['emulator', ...args])).toMatchObject({ code: 2, stderr: expect.stringContaining(said) })
})

test('emulator --json prints one document', async () => {
  const running = startHere(['emulator', '--json'])
  await running.saw('ready at')
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran.code).toBe(0)
  const { url, environment } = documentOf(ran)
  expect(environment).toMatchObject({ TRTC_CALL_ENDPOINT: url, TRTC_SITE: 'china' })
})

test('emulator refuses a port that is in use', async () => {
  const { port } = new URL(emulator.url)
  const ran = await runHere(['emulator', '--port', port])
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining(`--port ${port} is in use`) })
})
