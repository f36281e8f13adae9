import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator({ answerAfterMs: 5 })
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const ring = ['--robot', 'robot', '--json', '--callee']
const url = 'https://example.com/a.mp4'

test.each([
  [['call', 'start', ...ring, 'started'], 'startCallByRobot', 101001],
  [['dial', ...ring, 'dialled'], 'startCallByRobot', 101001],
  [['dial', ...ring, 'played', '--stream', url], 'startStreamIngest', 'InternalError'],
  [
    ['ingest', 'start', '--room', 'r42', '--user', 'bot', '--stream', url, '--json'],
    'startStreamIngest',
    'InternalError',
  ],
] as const)('5 for an API error after which the request may have taken effect: %j', async (args, operation, code) => {
  emulator.script(operation, { code, execute: true })
  const ran = await runHere(args, env)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_API', vendorCode: code, outcome: 'unknown' } })
  expect(ran.code).toBe(5)
})

test.each([
  [['callback', 'delete', '--json', '--yes'], 'deleteCallback', 101002],
  [['call', 'end', 'no-such-call', '--json'], 'endCall', 60007],
  [['ingest', 'stop', 'no-such-task', '--json'], 'stopStreamIngest', 'InvalidParameter'],
] as const)('5 for a lost response, whatever the retry is refused with: %j', async (args, operation, code) => {
  emulator.script(operation, { then: 'reset' })
  emulator.script(operation, { code, times: 2 })
  const ran = await runHere(args, env)
  emulator.clearFaults()
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_CONNECTION', operation, outcome: 'unknown' } })
  expect(ran.code).toBe(5)
})

test('7 for an API error after which the request had no effect', async () => {
  emulator.script('startCallByRobot', { code: 101002 })
  const ran = await runHere(['call', 'start', ...ring, 'refused'], env)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_API', outcome: 'refused' } })
  expect(ran.code).toBe(7)
})

test('the help says which exit codes leave the outcome open', async () => {
  const { stdout } = await runHere(['--help'])
  for (const open of [5, 6])
    expect(stdout).toMatch(new RegExp(`^ +${open} +.*see .outcome. in the --json output$`, 'm'))
  for (const closed of [4, 7]) expect(stdout).toMatch(new RegExp(`^ +${closed} +refused.*no effect$`, 'm'))
})
