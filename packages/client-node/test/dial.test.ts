import { describe, expect, test } from 'vitest'
import { intRoom, stringRoom } from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const jack = { robot: 'robot', callees: ['jack'], media: 'video' } as const

describe.each(conventions)('dial, where the service numbers rooms as the %s says', (ingestRoomIdType) => {
  test('resolves when a callee has answered and the stream plays in the room', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const call = await dial({ ...jack, stream: { url: streamUrl } })

    expect(call.state).toBe('answered')
    const [task] = emulator.tasks()
    expect(task).toMatchObject({ taskId: call.taskId, room: call.room, userId: 'robot', status: 'InProgress' })
    expect(task?.audience).toEqual([{ callId: call.callId, userId: 'jack' }])
    expect(emulator.rings('jack')).toBe(1)
    await expect(call.answered()).resolves.toMatchObject({ answered: true, by: ['jack'] })
  })

  test('ends the call when the stream is over, and says so', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const call = await dial({ ...jack, stream: { url: streamUrl } })
    const end = await call.ended()

    expect(end).toMatchObject({
      outcome: 'completed',
      source: 'hang-up',
      stream: { taskId: call.taskId, result: 'ended' },
    })
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'NormalEnd' }])
    expect(call.state).toBe('ended')
  })

  test('ends the call also when the stream fails at once', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const nobodyListens = 'http://127.0.0.1:9/welcome.mp4'
    const call = await dial({ ...jack, stream: { url: nobodyListens } })

    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  })

  test('ends the call when the stream was over before it was first looked at', async () => {
    const { emulator, dial } = await startEmulated(
      { ingestRoomIdType },
      {
        observe: (event) => {
          if (event.type !== 'attempt-end' || event.request.operation !== 'startStreamIngest') return
          if (event.outcome !== 'ok') return
          for (const { taskId } of emulator.tasks()) emulator.finishStream(taskId)
        },
      },
    )
    const call = await dial({ ...jack, stream: { url: streamUrl } })

    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  })

  test('leaves the call to the people in it with onEnd: stay', async () => {
    const { emulator, dial, calls } = await startEmulated({ ingestRoomIdType })
    emulator.callee('jack', { does: 'answer', afterMs: 500, hangUpAfterMs: 5 * 60_000 })
    const call = await dial({ ...jack, stream: { url: streamUrl, onEnd: 'stay' } })
    await emulator.advance(2 * 60_000)
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
    await expect(calls.getCallInfo({ CallId: call.callId ?? '' })).resolves.toBeDefined()

    await expect(call.ended()).resolves.toMatchObject({
      outcome: 'completed',
      source: 'record',
      stream: { result: 'ended' },
    })
    expect(emulator.requests('endCall')).toHaveLength(0)
  })

  test('stops the stream when the last callee leaves', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    emulator.callee('jack', { does: 'answer', afterMs: 500, hangUpAfterMs: 10_000 })
    const call = await dial({ ...jack, stream: { url: streamUrl, repeat: 'forever' } })

    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'stopped' } })
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
  })

  test.each([
    ['reject', 'rejected'],
    ['busy', 'busy'],
    ['ignore', 'not-answered'],
  ] as const)('a callee who would %s is a value, %s, and no stream is started', async (does, outcome) => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users: { jack: { does } } })
    const call = await dial({ ...jack, stream: { url: streamUrl } })

    expect(call.state).toBe('ended')
    await expect(call.answered()).resolves.toMatchObject({ answered: false, outcome, source: 'record' })
    expect(emulator.requests('startStreamIngest')).toHaveLength(0)
  })

  test('until: placed does nothing more until it is awaited', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const call = await dial({ ...jack, stream: { url: streamUrl } }, { until: 'placed' })
    expect(call.state).toBe('ringing')
    await emulator.advance(10_000)
    expect(emulator.requests().map(({ operationId }) => operationId)).toEqual(['startCallByRobot'])

    await expect(call.answered()).resolves.toMatchObject({ answered: true })
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', room: call.room }])
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed' })
  })

  test('start: immediately plays at once, and stops when no one answers', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users: { jack: { does: 'ignore' } } })
    const call = await dial({ ...jack, stream: { url: streamUrl, start: 'immediately', repeat: 'forever' } })
    expect(call.state).toBe('ringing')
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', room: call.room }])

    await expect(call.ended()).resolves.toMatchObject({ outcome: 'not-answered', stream: { result: 'stopped' } })
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
  })

  test('a clip that ends before an answer does not end the ringing', async () => {
    const users = { jack: { does: 'answer', afterMs: 20_000 } } as const
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users, streamDurationMs: 8_000 })
    const call = await dial({ ...jack, stream: { url: streamUrl, start: 'immediately' } })
    await expect(call.answered()).resolves.toMatchObject({ answered: true })
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
    expect(emulator.calls()).toMatchObject([{ result: 'NormalEnd' }])
  })

  test('hands repeat, volume, seek and duration to the service in its units', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const stream = { url: streamUrl, repeat: 'forever', maxDurationMs: 120_000, volume: 30, seekMs: 12_000 } as const
    await dial({ ...jack, room: stringRoom('room-42'), stream })
    const body = emulator.requests('startStreamIngest').at(-1)?.body
    expect(body).toMatchObject({ RoomId: 'room-42', RepeatNum: -1, MaxDuration: 2, Volume: 30, SeekSecond: 12 })
  })

  test('a looping stream always has a limit, by default ten minutes', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    await dial({ ...jack, stream: { url: streamUrl, repeat: 'forever' } })
    expect(emulator.requests('startStreamIngest').at(-1)?.body).toMatchObject({ RepeatNum: -1, MaxDuration: 10 })
  })

  test('rings eight callees at once; one answer is an answer', async () => {
    const callees = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6', 'a7', 'a8']
    const users = Object.fromEntries(
      callees.map((user) => [user, { does: user === 'a5' ? 'answer' : 'reject' } as const]),
    )
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users })
    const call = await dial({ ...jack, callees, stream: { url: streamUrl } })
    await expect(call.answered()).resolves.toMatchObject({ answered: true, by: ['a5'] })
    expect(callees.map((user) => emulator.rings(user))).toEqual(callees.map(() => 1))
  })

  test('some refused shows in callees; all refused is an error, and nobody is rung', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    emulator.refuseCallee('jill', 6)
    const call = await dial({ ...jack, callees: ['jack', 'jill'], stream: { url: streamUrl } })
    expect(call.callees).toEqual([
      { userId: 'jack', accepted: true, resultCode: 0 },
      { userId: 'jill', accepted: false, resultCode: 6 },
    ])
    await call.hangUp()

    const refused = dial({ ...jack, callees: ['jill'], stream: { url: streamUrl } })
    await expect(refused).rejects.toMatchObject({ code: 'ERR_API', outcome: 'refused', vendorCode: 6 })
    expect(emulator.rings('jill')).toBe(0)
  })

  test('hangUp reports both halves, and may be done twice', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const call = await dial({ ...jack, stream: { url: streamUrl } })
    await expect(call.hangUp()).resolves.toEqual({ call: 'ended', stream: 'stopped', errors: [] })
    await expect(call.hangUp()).resolves.toEqual({ call: 'already-ended', stream: 'already-ended', errors: [] })
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
  })

  test('without a stream it resolves at once and needs no cloud access', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType }, { cloud: undefined })
    const call = await dial({ ...jack, media: 'audio', userData: 'order-42', room: intRoom(4242) })
    expect(emulator.requests('startCallByRobot').at(-1)?.body).toMatchObject({
      UserData: 'order-42',
      CallInfo: { MediaType: 'Audio', RoomId: '4242', RoomIdType: 1 },
    })
    await expect(call.hangUp()).resolves.toMatchObject({ call: 'ended', stream: 'none' })
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'cancelled', source: 'hang-up' })
  })

  test('remembers which numbering the service has', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const first = await dial({ ...jack, stream: { url: streamUrl } })
    await first.hangUp()
    expect(first.detectedRoomIdType).toBe(ingestRoomIdType)
    const before = emulator.requests('startStreamIngest').length
    await dial({ ...jack, stream: { url: streamUrl } })
    expect(emulator.requests('startStreamIngest')).toHaveLength(before + 1)
  })
})

test('members are who is in the call as of the latest poll, and undefined before the first', async () => {
  const { emulator, dial } = await startEmulated({})
  emulator.callee('jill', { does: 'ignore' })
  const call = await dial({ ...jack, callees: ['jack', 'jill'] }, { until: 'placed' })
  expect(call.members).toBeUndefined()
  await call.answered()
  expect(call.members).toEqual([
    { userId: 'robot', status: 'Calling' },
    { userId: 'jack', status: 'Calling' },
    { userId: 'jill', status: 'Waiting' },
  ])
  await call.hangUp()
})
