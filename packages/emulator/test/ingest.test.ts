import { describe, expect } from 'vitest'
import { test } from './support/harness.ts'

const start = 'StartStreamIngest'
const show = 'DescribeStreamIngest'
const stop = 'StopStreamIngest'
const update = 'UpdateStreamIngest'

describe.each([
  ['guide', { int: 0, string: 1 }],
  ['reference', { string: 0, int: 1 }],
] as const)('rooms as the %s numbers them', (ingestRoomIdType, codes) => {
  test.override({ options: { ingestRoomIdType } })

  test('a stream plays to the callees who talk in the same room', async ({ emulator, client }) => {
    const callId = await client.ring(['jack', 'jill'])
    emulator.answer(callId, 'jack')
    await client.action(start, client.ingest({ RoomIdType: codes.string }))
    expect(emulator.tasks()).toMatchObject([
      {
        room: { kind: 'string', id: 'room-42' },
        userId: 'robot',
        status: 'InProgress',
        audience: [{ callId, userId: 'jack' }],
      },
    ])
  })

  test('the int room with the same id is another, empty room', async ({ emulator, client }) => {
    const callId = await client.ring(['jack'], { CallInfo: { MediaType: 'Video', RoomId: '42', RoomIdType: 2 } })
    emulator.answer(callId, 'jack')
    await client.action(start, client.ingest({ RoomId: '42', RoomIdType: codes.int }))
    expect(emulator.tasks()).toMatchObject([{ room: { kind: 'int', id: '42' }, audience: [] }])
  })

  test('letters are not an int room', async ({ emulator, client }) => {
    const reply = await client.action(start, client.ingest({ RoomIdType: codes.int }))
    expect(reply.Error?.Code).toBe('InvalidParameter.RoomId')
    expect(emulator.tasks()).toEqual([])
  })

  test('an invalid character in a string room', async ({ client }) => {
    const reply = await client.action(start, client.ingest({ RoomId: 'Küche', RoomIdType: codes.string }))
    expect(reply.Error?.Code).toBe('InvalidParameter.StrRoomId')
  })
})

test('a task from start to end', async ({ emulator, client }) => {
  const { TaskId } = await client.action(start, client.ingest())
  const task = { SdkAppId: client.sdkAppId, TaskId }
  expect(TaskId).toMatch(/\.\+.*-/)
  expect(await client.action(show, task)).toMatchObject({ Status: 'InProgress' })
  expect(await client.action(update, { ...task, Volume: 40, IsPause: true })).toMatchObject({ Status: 'InProgress' })
  expect(emulator.tasks()).toMatchObject([
    { volume: 40, isPaused: true, streamUrl: 'https://media.example/welcome.mp4' },
  ])
  expect(Object.keys(await client.action(stop, task))).toEqual(['RequestId'])
  expect(await client.action(show, task)).toMatchObject({ Status: 'NotExist' })
  expect(await client.action(update, task)).toMatchObject({ Status: 'NotExist' })
  expect((await client.action(stop, task)).Error?.Code).toBe('FailedOperation.TaskFinished')
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
})

describe('the bot', () => {
  test('plays once in a room, and again after it was removed', async ({ client }) => {
    const { TaskId } = await client.action(start, client.ingest())
    expect((await client.action(start, client.ingest())).Error?.Code).toBe('FailedOperation.TaskExist')
    expect((await client.action(start, client.ingest({ RoomId: 'room-43' }))).Error).toBeUndefined()
    await client.action(stop, { SdkAppId: client.sdkAppId, TaskId })
    expect((await client.action(start, client.ingest())).Error).toBeUndefined()
  })

  test.for([
    ["the administrator's UserSig", 'administrator', {}],
    ['an expired UserSig', 'robot', { time: 1 }],
    ['a UserSig by another key', 'robot', { sdkSecretKey: 'guess' }],
  ] as const)('needs its own UserSig: %s', async ([, userId, changes], { client }) => {
    const reply = await client.action(start, client.ingest({ UserSig: client.sig(userId, changes) }))
    expect(reply.Error?.Code).toBe('InvalidParameter.UserSig')
  })
})

describe('how long a one-minute stream plays', () => {
  test.for<[string, Record<string, unknown>, number, string]>([
    ['once', {}, 60_000, 'finished'],
    ['three times', { RepeatNum: 3 }, 180_000, 'finished'],
    ['from the 50th second', { SeekSecond: 50 }, 10_000, 'finished'],
    ['twice as fast', { Tempo: 2 }, 30_000, 'finished'],
    ['repeated for ten minutes', { RepeatNum: -1, MaxDuration: 10 }, 600_000, 'max-duration'],
  ])('%s', async ([, changes, lengthMs, reason], { emulator, client }) => {
    await client.action(start, client.ingest(changes))
    await emulator.advance(lengthMs - 1)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: reason }])
  })

  test('a pause does not count, unless it lasts twelve hours', async ({ emulator, client }) => {
    const { TaskId } = await client.action(start, client.ingest())
    const pause = (IsPause: boolean) => client.action(update, { SdkAppId: client.sdkAppId, TaskId, IsPause })
    await emulator.advance(50_000)
    await pause(true)
    await emulator.advance(3_600_000)
    await pause(false)
    await emulator.advance(9_999)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await pause(true)
    await emulator.advance(12 * 3_600_000)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'paused-too-long' }])
  })

  test('a changed stream starts from its beginning', async ({ emulator, client }) => {
    const { TaskId } = await client.action(start, client.ingest())
    await emulator.advance(50_000)
    const StreamUrl = 'rtmp://media.example/live?key=secret'
    await client.action(update, { SdkAppId: client.sdkAppId, TaskId, StreamUrl })
    await emulator.advance(59_999)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', streamUrl: 'rtmp://media.example/live' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
  })
})

test('a stream can be ended once', async ({ emulator, client }) => {
  const { TaskId } = await client.action(start, client.ingest())
  emulator.finishStream(String(TaskId), 'power cut')
  expect(emulator.tasks()).toMatchObject([{ endReason: 'power cut' }])
  expect(() => emulator.finishStream(String(TaskId))).toThrow(TypeError)
})

describe('removing users from a room', () => {
  test('removes bots and callees', async ({ emulator, client }) => {
    const callId = await client.ring(['jack'])
    emulator.answer(callId, 'jack')
    await client.action(start, client.ingest())
    const body = { SdkAppId: client.sdkAppId, RoomId: 'room-42', UserIds: ['robot', 'jack'] }
    expect((await client.action('RemoveUserByStrRoomId', body)).Error).toBeUndefined()
    expect(emulator.tasks()).toMatchObject([{ endReason: 'removed' }])
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'NormalEnd' }])
    expect((await client.action('RemoveUserByStrRoomId', body)).Error?.Code).toBe('FailedOperation.RoomNotExist')
  })

  test('finds an int room by number, and only removes its members', async ({ emulator, client }) => {
    await client.action(start, client.ingest({ RoomId: '42', RoomIdType: 0 }))
    const remove = (UserIds: string[]) =>
      client.action('RemoveUser', { SdkAppId: client.sdkAppId, RoomId: 42, UserIds })
    expect((await remove(['jill'])).Error?.Code).toBe('FailedOperation.UserNotExist')
    expect((await remove(['robot'])).Error).toBeUndefined()
    expect(emulator.tasks()).toMatchObject([{ endReason: 'removed' }])
  })
})
