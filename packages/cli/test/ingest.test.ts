import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { documentOf, envFor } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

let emulator: Emulator
let env: Record<string, string>
beforeAll(async () => {
  emulator = await startEmulator()
  env = envFor(emulator)
})
afterAll(() => emulator.close())

const json = async (...args: string[]): Promise<Record<string, never>> =>
  documentOf(await runHere([...args, '--json'], env))

test('ingest show --watch polls until the stream has ended; Ctrl-C leaves it alone', async () => {
  const play = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
  const { taskId } = await json(...play)
  const watching = startHere(['ingest', 'show', '--watch', '--interval', '1s', '--json', '--', String(taskId)], env)
  await watching.saw('InProgress')
  emulator.finishStream(String(taskId))
  const ran = await watching.ended
  expect(ran).toMatchObject({ code: 0, stderr: expect.stringMatching(/InProgress.*\n.*NotExist/) })
  expect(documentOf(ran)).toMatchObject({ taskId, status: 'NotExist' })
  const forever = await json(...play, '--repeat', 'forever')
  const running = startHere(['ingest', 'show', '--watch', '--json', '--', String(forever.taskId)], env)
  await running.saw('InProgress')
  running.kill('SIGINT')
  expect((await running.ended).code).toBe(130)
  expect(emulator.tasks().find((task) => task.taskId === forever.taskId)).not.toHaveProperty('endReason')
})

test('--interval without --watch sends nothing', async () => {
  const ran = await runHere(['ingest', 'show', 'some-task', '--interval', '5s'], env)
  expect(ran).toMatchObject({ code: 2, stderr: expect.stringContaining('--interval needs --watch') })
  expect(emulator.requests('describeStreamIngest').map(({ body }) => body)).not.toContainEqual(
    expect.objectContaining({ TaskId: 'some-task' }),
  )
})
