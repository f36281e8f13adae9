import { LosslessNumber } from 'lossless-json'
import { describe, expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'

const t0 = 1_700_000_000_000
const room42 = { kind: 'string', id: 'room-42' } as const

const started = {
  CallbackCommand: 'Call.CallbackAfterStartCall',
  CallInfo: { CallId: 'c-1', MediaType: 'Video', RoomId: 'room-42', RoomIdType: 2 },
  UserList: [
    { User_Account: 'robot', Status: 'Calling' },
    { User_Account: 'jack', Status: 'Inviting' },
  ],
  EventTime: 1_700_000_000_000,
}
const changed = {
  CallbackCommand: 'Call.CallbackAfterMemberChanged',
  CallId: 'c-1',
  UserList: [{ User_Account: 'jack', Status: 'Calling' }],
  ChangedUserList: [{ User_Account: 'jack', ActionType: 'Answer' }],
}
const ended = {
  CallbackCommand: 'Call.CallbackAfterEndCall',
  CallRecord: { CallId: 'c-1', CallResult: 'NormalEnd', RoomId: 'room-42', RoomIdType: '2' },
}

test('the three callbacks of a call add up to its latest update', () => {
  const events = createCallEvents()
  events.push(started)
  expect(events.getCall('c-1')).toEqual({
    callId: 'c-1',
    room: room42,
    at: 1_700_000_000_000,
    participants: ['robot'],
    members: [
      { userId: 'robot', status: 'Calling' },
      { userId: 'jack', status: 'Inviting' },
    ],
  })
  events.push(changed)
  expect(events.getCall('c-1')).toMatchObject({ room: room42, members: [{ userId: 'jack', status: 'Calling' }] })
  events.push(ended)
  expect(events.getCall('c-1')).toMatchObject({ members: [{ userId: 'jack' }], record: ended.CallRecord })
})

test('a call is found by its room, even if only its end was reported', () => {
  const events = createCallEvents()
  expect(events.findInRoom(room42)).toBeUndefined()
  events.push(ended)
  expect(events.findInRoom(room42)).toBe('c-1')
})

test('the spellings of the vendor’s sample are read as those of its table', () => {
  const events = createCallEvents()
  events.push({ ...started, CallInfo: { CallId: 'c-1', CallMediaType: 'Video', RoomId: '', RoomIdType: 0 } })
  expect(events.getCall('c-1')).toMatchObject({ callId: 'c-1', members: [{ userId: 'robot' }, { userId: 'jack' }] })
  expect(events.findInRoom({ kind: 'string', id: '' })).toBeUndefined()
})

test('user ids beyond 2^53 keep their digits, if the receiver’s parser kept them', () => {
  const events = createCallEvents()
  const lossless = new LosslessNumber('144115212830834856')
  const UserList = [{ User_Account: 144_115_212_830_834_855n, Status: 'Calling' }, { User_Account: lossless }]
  events.push({ CallId: 'c-1', UserList })
  expect(events.getCall('c-1')?.members).toEqual([
    { userId: '144115212830834855', status: 'Calling' },
    { userId: '144115212830834856', status: '' },
  ])
})

test.each([
  undefined,
  null,
  'text',
  7,
  [],
  {},
  { CallId: '' },
  { CallId: { toString: 1 } },
  { CallInfo: null },
  { EventType: 701 },
])('a body of %j is ignored', (body) => {
  const events = createCallEvents()
  events.push(body)
  expect(events.getCall('')).toBeUndefined()
})

test('an empty record does not mean that a call has ended', () => {
  const events = createCallEvents()
  events.push({ ...changed, CallRecord: null })
  expect(events.getCall('c-1')).not.toHaveProperty('record')
})

test('only subscribers of a call or its room are notified', () => {
  const events = createCallEvents()
  const calls: string[] = []
  const stop = events.subscribe('c-1', () => calls.push('call'))
  events.subscribe(room42, () => calls.push('room'))
  events.subscribe({ kind: 'int', id: 42 }, () => calls.push('int room'))
  events.subscribe('c-2', () => calls.push('another call'))
  events.push(started)
  expect(calls).toEqual(['call', 'room'])
  stop()
  events.push(changed)
  expect(calls).toEqual(['call', 'room', 'room'])
})

test('int room 42 and string room "42" are two rooms', () => {
  const events = createCallEvents()
  events.push({ ...started, CallInfo: { CallId: 'c-int', RoomId: '42', RoomIdType: 1 } })
  events.push({ ...started, CallInfo: { CallId: 'c-string', RoomId: '42', RoomIdType: 2 } })
  expect(events.findInRoom({ kind: 'int', id: 42 })).toBe('c-int')
  expect(events.findInRoom({ kind: 'string', id: '42' })).toBe('c-string')
})

test('an earlier call in the same room is not mistaken for a later one', () => {
  const events = createCallEvents()
  events.push(started)
  expect(events.findInRoom(room42, started.EventTime + 30_000)).toBe('c-1')
  expect(events.findInRoom(room42, started.EventTime + 120_000)).toBeUndefined()
})

test('beyond ten thousand calls the oldest are evicted, with their rooms', () => {
  const events = createCallEvents()
  for (let call = 0; call <= 10_000; call++)
    events.push({ CallInfo: { CallId: `c-${call}`, RoomId: `r-${call}`, RoomIdType: 2 } })
  expect([events.getCall('c-0'), events.findInRoom({ kind: 'string', id: 'r-0' })]).toEqual([undefined, undefined])
  expect([events.getCall('c-1')?.callId, events.findInRoom({ kind: 'string', id: 'r-10000' })]).toEqual([
    'c-1',
    'c-10000',
  ])
})

describe('callbacks that come late, twice or in another order', () => {
  const member = (User_Account: string, Status: string) => ({ User_Account, Status })
  const answered = { ...changed, UserList: [member('robot', 'Calling'), member('jack', 'Calling')], EventTime: t0 + 2 }
  const left = { ...changed, UserList: [member('robot', 'Calling')], ChangedUserList: [], EventTime: t0 + 3 }
  const all = [{ ...started, EventTime: t0 + 1 }, answered, left, { ...ended, EventTime: t0 + 4 }]

  test('any order of them, each delivered twice, gives the same update', () => {
    for (const order of permutations(all)) {
      const events = createCallEvents()
      for (const body of [...order, ...order]) events.push(body)
      const update = events.getCall('c-1')
      expect(update).toMatchObject({ room: room42, record: ended.CallRecord, at: t0 + 4 })
      expect(update?.members).toEqual([{ userId: 'robot', status: 'Calling' }])
      expect(update?.participants?.toSorted()).toEqual(['jack', 'robot'])
    }
  })

  test('an answer is recognized by its word alone', () => {
    const events = createCallEvents()
    events.push({ ...changed, UserList: undefined, ChangedUserList: [{ User_Account: 'jack', ActionType: 'Accept' }] })
    expect(events.getCall('c-1')?.participants).toEqual(['jack'])
  })

  test('a late callback of an earlier call does not take over the room of a later one', () => {
    const events = createCallEvents()
    events.push({ ...started, CallInfo: { ...started.CallInfo, CallId: 'c-2' }, EventTime: t0 + 9 })
    events.push({ ...ended, EventTime: t0 + 4 })
    expect(events.findInRoom(room42)).toBe('c-2')
  })
})

describe('streams', () => {
  const event = (EventType: number, EventMsTs: number | string, Status: number) => ({
    EventGroupId: 7,
    EventType,
    EventInfo: { TaskId: 't-1', EventMsTs, Status },
  })

  test('the latest by its own time counts, and the end is final', () => {
    const bodies = [event(701, t0 + 1, 1), event(701, String(t0 + 2), 2), event(701, t0 + 3, 0), event(702, t0 + 4, 0)]
    const events = createCallEvents()
    events.push(bodies[1])
    events.push(bodies[0])
    expect(events.getStream('t-1')).toEqual({ taskId: 't-1', status: 'retrying', at: t0 + 2 })
    for (const order of permutations(bodies)) {
      const shuffled = createCallEvents()
      for (const body of order) shuffled.push(body)
      expect(shuffled.getStream('t-1')?.status).toBe('ended')
    }
  })

  test('no start overwrites an end, even if a fast clock dates it later', () => {
    const events = createCallEvents()
    events.push(event(702, t0 + 4, 0))
    events.push(event(701, t0 + 9, 0))
    expect(events.getStream('t-1')).toEqual({ taskId: 't-1', status: 'ended', at: t0 + 4 })
  })

  test('subscribers of the stream are notified', () => {
    const events = createCallEvents()
    const calls: string[] = []
    const stop = events.subscribe({ taskId: 't-1' }, () => calls.push('task'))
    events.subscribe('t-1', () => calls.push('a call of that name'))
    events.push(event(702, t0 + 4, 0))
    stop()
    events.push(event(702, t0 + 4, 0))
    expect(calls).toEqual(['task'])
  })

  test('beyond ten thousand the oldest are evicted', () => {
    const events = createCallEvents()
    for (let task = 0; task <= 10_000; task++) events.push({ EventType: 702, EventInfo: { TaskId: `t-${task}` } })
    expect([events.getStream('t-0'), events.getStream('t-1')?.status]).toEqual([undefined, 'ended'])
  })
})

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}
