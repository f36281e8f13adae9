import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor, runCli } from './run-cli.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator()
  env = envFor(emulator)
})
afterAll(() => emulator.close())

test.concurrent.each(['--dry-run', '--curl', '--curl=live'])(
  'what would send nothing gives its own result: %s',
  async (flag) => {
    for (const [args, has] of [
      [['api'], 'operations'],
      [['api', 'startCallByRobot', '--skeleton'], 'Robot_Account'],
      [['api', 'startCallByRobot', '--explain'], 'operationId'],
    ] as const) {
      const ran = await runCli([...args, flag, '--json'], env)
      expect(ran).toMatchObject({ code: 0, stderr: '' })
      expect(documentOf(ran)).toHaveProperty(has)
    }
  },
)

test.each(['--curl', '--dry-run'])('profile show sends nothing, and has no %s', async (flag) => {
  expect(await runCli(['profile', 'show', flag], env)).toMatchObject({ code: 2, stdout: '' })
})

test('the document says what a request waits for, too', async () => {
  const dial = ['dial', '--robot', 'robot', '--callee', 'jack', '--stream', 'https://example.com/a.mp4', '--json']
  expect(documentOf(await runCli([...dial, '--dry-run'], env)).requests).toMatchObject([
    { url: expect.stringContaining('start_call_by_robot') },
    { condition: 'when somebody answers', method: 'POST' },
  ])
  expect(documentOf(await runCli([...dial, '--curl'], env)).curl).toEqual([
    expect.stringMatching(/^curl /),
    expect.stringMatching(/^# when somebody answers:\ncurl /),
  ])
  expect(emulator.requests()).toEqual([])
})
