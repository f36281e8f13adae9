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

  test('a stream plays to who talks in that very room', async ({ emulator, peer }) => {
    const callId = await peer.ring(['jack', 'jill'])
    emulator.answer(callId, 'jack')
    await peer.action(start, peer.ingest({ RoomIdType: codes.string }))
    expect(emulator.tasks()).toMatchObject([
      {
        room: { kind: 'string', id: 'room-42' },
        userId: 'robot',
        status: 'InProgress',
        audience: [{ callId, userId: 'jack' }],
      },
    ])
  })

  test('the int room of the same spelling is another room, and nobody is in it', async ({ emulator, peer }) => {
    const callId = await peer.ring(['jack'], { CallInfo: { MediaType: 'Video', RoomId: '42', RoomIdType: 2 } })
    emulator.answer(callId, 'jack')
    await peer.action(start, peer.ingest({ RoomId: '42', RoomIdType: codes.int }))
    expect(emulator.tasks()).toMatchObject([{ room: { kind: 'int', id: '42' }, audience: [] }])
  })

  test('letters are no int room', async ({ emulator, peer }) => {
    const reply = await peer.action(start, peer.ingest({ RoomIdType: codes.int }))
    expect(reply.Error?.Code).toBe('InvalidParameter.RoomId')
    expect(emulator.tasks()).toEqual([])
  })

  test('a letter that no string room has', async ({ peer }) => {
    const reply = await peer.action(start, peer.ingest({ RoomId: 'Küche', RoomIdType: codes.string }))
    expect(reply.Error?.Code).toBe('InvalidParameter.StrRoomId')
  })
})

test('a task from beginning to end', async ({ emulator, peer }) => {
  const { TaskId } = await peer.action(start, peer.ingest())
  const task = { SdkAppId: peer.sdkAppId, TaskId }
  expect(TaskId).toMatch(/\.\+.*-/)
  expect(await peer.action(show, task)).toMatchObject({ Status: 'InProgress' })
  expect(await peer.action(update, { ...task, Volume: 40, IsPause: true })).toMatchObject({ Status: 'InProgress' })
  expect(emulator.tasks()).toMatchObject([
    { volume: 40, isPaused: true, streamUrl: 'https://media.example/welcome.mp4' },
  ])
  expect(Object.keys(await peer.action(stop, task))).toEqual(['RequestId'])
  expect(await peer.action(show, task)).toMatchObject({ Status: 'NotExist' })
  expect(await peer.action(update, task)).toMatchObject({ Status: 'NotExist' })
  expect((await peer.action(stop, task)).Error?.Code).toBe('FailedOperation.TaskFinished')
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endedBecause: 'stopped' }])
})

describe('the bot', () => {
  test('plays once in a room, and again when it is out', async ({ peer }) => {
    const { TaskId } = await peer.action(start, peer.ingest())
    expect((await peer.action(start, peer.ingest())).Error?.Code).toBe('FailedOperation.TaskExist')
    expect((await peer.action(start, peer.ingest({ RoomId: 'room-43' }))).Error).toBeUndefined()
    await peer.action(stop, { SdkAppId: peer.sdkAppId, TaskId })
    expect((await peer.action(start, peer.ingest())).Error).toBeUndefined()
  })

  test.for([
    ["the administrator's UserSig", 'administrator', {}],
    ['an expired UserSig', 'robot', { time: 1 }],
    ['a UserSig by another key', 'robot', { sdkSecretKey: 'guess' }],
  ] as const)('needs its own UserSig: %s', async ([, userId, changes], { peer }) => {
    const reply = await peer.action(start, peer.ingest({ UserSig: peer.sig(userId, changes) }))
    expect(reply.Error?.Code).toBe('InvalidParameter.UserSig')
  })
})

describe('how long a stream of a minute plays', () => {
  test.for<[string, Record<string, unknown>, number, string]>([
    ['once', {}, 60_000, 'finished'],
    ['three times', { RepeatNum: 3 }, 180_000, 'finished'],
    ['from the 50th second', { SeekSecond: 50 }, 10_000, 'finished'],
    ['twice as fast', { Tempo: 2 }, 30_000, 'finished'],
    ['over and over, for ten minutes', { RepeatNum: -1, MaxDuration: 10 }, 600_000, 'max-duration'],
  ])('%s', async ([, changes, lengthMs, reason], { emulator, peer }) => {
    await peer.action(start, peer.ingest(changes))
    await emulator.advance(lengthMs - 1)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endedBecause: reason }])
  })

  test('a pause does not count, unless it lasts twelve hours', async ({ emulator, peer }) => {
    const { TaskId } = await peer.action(start, peer.ingest())
    const pause = (IsPause: boolean) => peer.action(update, { SdkAppId: peer.sdkAppId, TaskId, IsPause })
    await emulator.advance(50_000)
    await pause(true)
    await emulator.advance(3_600_000)
    await pause(false)
    await emulator.advance(9_999)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await pause(true)
    await emulator.advance(12 * 3_600_000)
    expect(emulator.tasks()).toMatchObject([{ endedBecause: 'paused-too-long' }])
  })

  test('another stream starts from its beginning', async ({ emulator, peer }) => {
    const { TaskId } = await peer.action(start, peer.ingest())
    await emulator.advance(50_000)
    const StreamUrl = 'rtmp://media.example/live?key=secret'
    await peer.action(update, { SdkAppId: peer.sdkAppId, TaskId, StreamUrl })
    await emulator.advance(59_999)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', streamUrl: 'rtmp://media.example/live' }])
    await emulator.advance(1)
    expect(emulator.tasks()).toMatchObject([{ endedBecause: 'finished' }])
  })
})

test('a stream is ended by hand, once', async ({ emulator, peer }) => {
  const { TaskId } = await peer.action(start, peer.ingest())
  emulator.finishStream(String(TaskId), 'power cut')
  expect(emulator.tasks()).toMatchObject([{ endedBecause: 'power cut' }])
  expect(() => emulator.finishStream(String(TaskId))).toThrow(TypeError)
})

describe('removing from a room', () => {
  test('takes bots out, and people', async ({ emulator, peer }) => {
    const callId = await peer.ring(['jack'])
    emulator.answer(callId, 'jack')
    await peer.action(start, peer.ingest())
    const body = { SdkAppId: peer.sdkAppId, RoomId: 'room-42', UserIds: ['robot', 'jack'] }
    expect((await peer.action('RemoveUserByStrRoomId', body)).Error).toBeUndefined()
    expect(emulator.tasks()).toMatchObject([{ endedBecause: 'removed' }])
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'NormalEnd' }])
    expect((await peer.action('RemoveUserByStrRoomId', body)).Error?.Code).toBe('FailedOperation.RoomNotExist')
  })

  test('finds an int room by number, and only who is there', async ({ emulator, peer }) => {
    await peer.action(start, peer.ingest({ RoomId: '42', RoomIdType: 0 }))
    const remove = (UserIds: string[]) => peer.action('RemoveUser', { SdkAppId: peer.sdkAppId, RoomId: 42, UserIds })
    expect((await remove(['jill'])).Error?.Code).toBe('FailedOperation.UserNotExist')
    expect((await remove(['robot'])).Error).toBeUndefined()
    expect(emulator.tasks()).toMatchObject([{ endedBecause: 'removed' }])
  })
})
