import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { test as base, describe, expect } from 'vitest'
import { holdAnswer } from './held-answer.ts'
import { documentOf, envFor, type Ran } from './run-cli.ts'
import { runHere, startHere } from './run-here.ts'

const test = base.extend<{ readonly emulator: Emulator }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads what a fixture needs from this pattern
  emulator: async ({}, use) => {
    const emulator = await startEmulator({ users: { jack: { does: 'ignore' } } })
    await use(emulator)
    await emulator.close()
  },
})

/** Resolves at the next event of this kind. */
function happens(emulator: Emulator, kind: string): Promise<void> {
  return new Promise((resolve) => emulator.on((event) => event.kind === kind && resolve()))
}

/** Interrupts when the operation has been executed and its response is on its way, or is `drop`ped afterwards. */
async function interrupted(
  emulator: Emulator,
  args: readonly string[],
  operation: 'start_call_by_robot' | 'StartStreamIngest',
  then: 'release' | 'drop' = 'release',
): Promise<Ran> {
  const answer = await holdAnswer(emulator, operation)
  try {
    const running = startHere([...args, '--json'], answer.env)
    await Promise.race([answer.held, running.ended])
    running.kill('SIGINT')
    answer[then]()
    return await running.ended
  } finally {
    answer.close()
  }
}

const callee = ['--robot', 'robot', '--callee', 'jack']
const play = ['ingest', 'start', '--room', 'room-42', '--user', 'robot', '--stream', 'https://example.com/a.mp4']
const ringBody = JSON.stringify({
  ...{ Robot_Account: 'robot', CalleeList_Account: ['jack'], Timeout: 30_000 },
  CallInfo: { MediaType: 'Audio' },
})

describe.concurrent.each([
  ['call start', ['call', 'start', ...callee]],
  ['dial --detach', ['dial', ...callee, '--detach']],
  ['dial', ['dial', ...callee]],
])('%s while the response to the ring is on its way', (_, args) => {
  test.concurrent('ends the call and says so', async ({ emulator }) => {
    const ran = await interrupted(emulator, args, 'start_call_by_robot')
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted: the call is ended') })
    const { callId } = documentOf(ran)
    expect(documentOf(ran)).toMatchObject({ interrupted: true, cleanUp: { stream: 'none' } })
    expect(emulator.calls()).toMatchObject([{ callId, state: 'ended', result: 'Cancel' }])
  })

  test.concurrent('names the call when it cannot be ended', async ({ emulator }) => {
    emulator.script('endCall', { code: 60006, times: 99 })
    const ran = await interrupted(emulator, args, 'start_call_by_robot')
    const [call] = emulator.calls()
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining(`call end ${call?.callId}`) })
    expect(documentOf(ran)).toMatchObject({ callId: call?.callId, cleanUp: { call: 'failed' } })
  })
})

describe.concurrent('ingest start while its response is on its way', () => {
  test.concurrent('stops the stream and says so', async ({ emulator }) => {
    const ran = await interrupted(emulator, play, 'StartStreamIngest')
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted: the stream is stopped') })
    const { taskId } = documentOf(ran)
    expect(documentOf(ran)).toMatchObject({ interrupted: true, cleanUp: { stream: 'stopped' } })
    expect(emulator.tasks()).toMatchObject([{ taskId, endReason: 'stopped' }])
  })

  test.concurrent('names the task when it cannot be stopped', async ({ emulator }) => {
    emulator.script('stopStreamIngest', { execute: false, code: 'UnauthorizedOperation', times: 99 })
    const ran = await interrupted(emulator, play, 'StartStreamIngest')
    const [task] = emulator.tasks()
    expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining(`ingest stop -- ${task?.taskId}`) })
    expect(documentOf(ran)).toMatchObject({ taskId: task?.taskId, cleanUp: { stream: 'failed' } })
  })

  test.concurrent('says how to stop it when the response is lost', async ({ emulator }) => {
    const ran = await interrupted(emulator, play, 'StartStreamIngest', 'drop')
    expect(ran.code).toBe(5)
    expect(documentOf(ran)).toMatchObject({ error: { outcome: 'unknown', operation: 'startStreamIngest' } })
    const [, body] = /api removeUserByStrRoomId --body '(.*)'\n/.exec(ran.stderr) ?? []
    const removed = await runHere(['api', 'removeUserByStrRoomId', '--body', body ?? ''], envFor(emulator))
    expect(removed.code).toBe(0)
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
  })
})

test.concurrent('api waits for the reply of an operation that rings, and prints it', async ({ emulator }) => {
  const ran = await interrupted(emulator, ['api', 'startCallByRobot', '--body', ringBody], 'start_call_by_robot')
  expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('startCallByRobot had been sent') })
  const [call] = emulator.calls()
  expect(documentOf(ran)).toMatchObject({ CallId: call?.callId })
})

test.concurrent('api does not wait for a safe operation', async ({ emulator }) => {
  emulator.script('getCallInfo', { then: 'hang', times: 99 })
  const running = startHere(['api', 'getCallInfo', '--body', '{"CallId":"some-call"}', '--json'], envFor(emulator))
  await happens(emulator, 'request')
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ error: { code: 'ERR_INTERRUPTED' } })
})

test.concurrent('ingest show --watch prints the last status, and the stream goes on', async ({ emulator }) => {
  const started = await startHere([...play, '--repeat', 'forever', '--json'], envFor(emulator)).ended
  const { taskId } = documentOf(started)
  const running = startHere(['ingest', 'show', '--watch', '--json', '--', String(taskId)], envFor(emulator))
  await running.saw('Ctrl-C stops polling')
  running.kill('SIGINT')
  const ran = await running.ended
  expect(ran.code).toBe(130)
  expect(documentOf(ran)).toMatchObject({ interrupted: true, taskId, status: 'InProgress', polls: 1 })
  expect(emulator.tasks()).toMatchObject([{ taskId, status: 'InProgress' }])
})
