import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator()
  env = envFor(emulator)
})
afterAll(() => emulator.close())

test.concurrent.each(['--dry-run', '--curl'])(
  'a command that sends nothing prints its own result: %s',
  async (flag) => {
    for (const [args, has] of [
      [['api'], 'operations'],
      [['api', 'startCallByRobot', '--skeleton'], 'Robot_Account'],
      [['api', 'startCallByRobot', '--explain'], 'operationId'],
    ] as const) {
      const ran = await runHere([...args, flag, '--json'], env)
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(documentOf(ran)).toHaveProperty(has)
    }
  },
)

test.each(['--curl', '--dry-run'])('profile show sends nothing, and has no %s', async (flag) => {
  expect(await runHere(['profile', 'show', flag], env)).toMatchObject({ code: 2, stdout: '' })
})

test('the document says what a request waits for', async () => {
  const dial = ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4', '--json']
  expect(documentOf(await runHere([...dial, '--dry-run'], env)).requests).toMatchObject([
    { url: expect.stringContaining('start_call_by_robot') },
    { condition: 'when someone answers', method: 'POST' },
  ])
  expect(documentOf(await runHere([...dial, '--curl'], env)).curl).toEqual([
    expect.stringMatching(/^curl /),
    expect.stringMatching(/^# when someone answers:\ncurl /),
  ])
  expect(emulator.requests()).toEqual([])
})

test('--callee takes several users, separated by commas', async () => {
  const args = [
    'call',
    'start',
    '--robot',
    'robot',
    '--callee',
    'jack, jill',
    '--callee',
    'jane',
    '--dry-run',
    '--json',
  ]
  expect(documentOf(await runHere(args, env)).requests).toMatchObject([
    { body: { CalleeList_Account: ['jack', 'jill', 'jane'] } },
  ])
})
