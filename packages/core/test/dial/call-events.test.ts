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

test('the three callbacks of one call add up to its latest news', () => {
  const events = createCallEvents()
  events.push(started)
  expect(events.latest('c-1')).toEqual({
    callId: 'c-1',
    room: room42,
    at: 1_700_000_000_000,
    talked: ['robot'],
    members: [
      { userId: 'robot', status: 'Calling' },
      { userId: 'jack', status: 'Inviting' },
    ],
  })
  events.push(changed)
  expect(events.latest('c-1')).toMatchObject({ room: room42, members: [{ userId: 'jack', status: 'Calling' }] })
  events.push(ended)
  expect(events.latest('c-1')).toMatchObject({ members: [{ userId: 'jack' }], record: ended.CallRecord })
})

test('a call is found by its room, also when only its end was told', () => {
  const events = createCallEvents()
  expect(events.inRoom(room42)).toBeUndefined()
  events.push(ended)
  expect(events.inRoom(room42)).toBe('c-1')
})

test('the spellings of the vendor’s sample are read as those of its table', () => {
  const events = createCallEvents()
  events.push({ ...started, CallInfo: { CallId: 'c-1', CallMediaType: 'Video', RoomId: '', RoomIdType: 0 } })
  expect(events.latest('c-1')).toMatchObject({ callId: 'c-1', members: [{ userId: 'robot' }, { userId: 'jack' }] })
  expect(events.inRoom({ kind: 'string', id: '' })).toBeUndefined()
})

test('user ids beyond 2^53 keep their digits, where the receiver’s parser kept them', () => {
  const events = createCallEvents()
  const lossless = new LosslessNumber('144115212830834856')
  const UserList = [{ User_Account: 144_115_212_830_834_855n, Status: 'Calling' }, { User_Account: lossless }]
  events.push({ CallId: 'c-1', UserList })
  expect(events.latest('c-1')?.members).toEqual([
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
])('a body of %j is passed over', (body) => {
  const events = createCallEvents()
  events.push(body)
  expect(events.latest('')).toBeUndefined()
})

test('an empty record does not say that a call has ended', () => {
  const events = createCallEvents()
  events.push({ ...changed, CallRecord: null })
  expect(events.latest('c-1')).not.toHaveProperty('record')
})

test('whoever subscribed to a call or its room is told, and nobody else', () => {
  const events = createCallEvents()
  const told: string[] = []
  const stop = events.subscribe('c-1', () => told.push('call'))
  events.subscribe(room42, () => told.push('room'))
  events.subscribe({ kind: 'int', id: 42 }, () => told.push('int room'))
  events.subscribe('c-2', () => told.push('another call'))
  events.push(started)
  expect(told).toEqual(['call', 'room'])
  stop()
  events.push(changed)
  expect(told).toEqual(['call', 'room', 'room'])
})

test('int room 42 and string room "42" are two rooms', () => {
  const events = createCallEvents()
  events.push({ ...started, CallInfo: { CallId: 'c-int', RoomId: '42', RoomIdType: 1 } })
  events.push({ ...started, CallInfo: { CallId: 'c-string', RoomId: '42', RoomIdType: 2 } })
  expect(events.inRoom({ kind: 'int', id: 42 })).toBe('c-int')
  expect(events.inRoom({ kind: 'string', id: '42' })).toBe('c-string')
})

test('an earlier call in the same room is not taken for a later one', () => {
  const events = createCallEvents()
  events.push(started)
  expect(events.inRoom(room42, started.EventTime + 30_000)).toBe('c-1')
  expect(events.inRoom(room42, started.EventTime + 120_000)).toBeUndefined()
})

test('the oldest calls are forgotten beyond ten thousand, with their rooms', () => {
  const events = createCallEvents()
  for (let call = 0; call <= 10_000; call++)
    events.push({ CallInfo: { CallId: `c-${call}`, RoomId: `r-${call}`, RoomIdType: 2 } })
  expect([events.latest('c-0'), events.inRoom({ kind: 'string', id: 'r-0' })]).toEqual([undefined, undefined])
  expect([events.latest('c-1')?.callId, events.inRoom({ kind: 'string', id: 'r-10000' })]).toEqual(['c-1', 'c-10000'])
})

describe('callbacks that come late, twice or in another order', () => {
  const member = (User_Account: string, Status: string) => ({ User_Account, Status })
  const answered = { ...changed, UserList: [member('robot', 'Calling'), member('jack', 'Calling')], EventTime: t0 + 2 }
  const left = { ...changed, UserList: [member('robot', 'Calling')], ChangedUserList: [], EventTime: t0 + 3 }
  const all = [{ ...started, EventTime: t0 + 1 }, answered, left, { ...ended, EventTime: t0 + 4 }]

  test('every order of them, each told twice, makes the same news', () => {
    for (const order of permutations(all)) {
      const events = createCallEvents()
      for (const body of [...order, ...order]) events.push(body)
      const news = events.latest('c-1')
      expect(news).toMatchObject({ room: room42, record: ended.CallRecord, at: t0 + 4 })
      expect(news?.members).toEqual([{ userId: 'robot', status: 'Calling' }])
      expect(news?.talked?.toSorted()).toEqual(['jack', 'robot'])
    }
  })

  test('an answer that is told only by the word for it is an answer', () => {
    const events = createCallEvents()
    events.push({ ...changed, UserList: undefined, ChangedUserList: [{ User_Account: 'jack', ActionType: 'Accept' }] })
    expect(events.latest('c-1')?.talked).toEqual(['jack'])
  })

  test('a late callback of an earlier call does not take the room from a later one', () => {
    const events = createCallEvents()
    events.push({ ...started, CallInfo: { ...started.CallInfo, CallId: 'c-2' }, EventTime: t0 + 9 })
    events.push({ ...ended, EventTime: t0 + 4 })
    expect(events.inRoom(room42)).toBe('c-2')
  })
})

describe('streams', () => {
  const event = (EventType: number, EventMsTs: number | string, Status: number) => ({
    EventGroupId: 7,
    EventType,
    EventInfo: { TaskId: 't-1', EventMsTs, Status },
  })

  test('the latest by its own time counts, and the end is for good', () => {
    const bodies = [event(701, t0 + 1, 1), event(701, String(t0 + 2), 2), event(701, t0 + 3, 0), event(702, t0 + 4, 0)]
    const events = createCallEvents()
    events.push(bodies[1])
    events.push(bodies[0])
    expect(events.stream('t-1')).toEqual({ taskId: 't-1', status: 'retrying', at: t0 + 2 })
    for (const order of permutations(bodies)) {
      const shuffled = createCallEvents()
      for (const body of order) shuffled.push(body)
      expect(shuffled.stream('t-1')?.status).toBe('ended')
    }
  })

  test('no beginning undoes an end, not even one that a fast clock dates after it', () => {
    const events = createCallEvents()
    events.push(event(702, t0 + 4, 0))
    events.push(event(701, t0 + 9, 0))
    expect(events.stream('t-1')).toEqual({ taskId: 't-1', status: 'ended', at: t0 + 4 })
  })

  test('whoever waits for the stream is told', () => {
    const events = createCallEvents()
    const told: string[] = []
    const stop = events.subscribe({ taskId: 't-1' }, () => told.push('task'))
    events.subscribe('t-1', () => told.push('a call of that name'))
    events.push(event(702, t0 + 4, 0))
    stop()
    events.push(event(702, t0 + 4, 0))
    expect(told).toEqual(['task'])
  })

  test('the oldest are forgotten beyond ten thousand', () => {
    const events = createCallEvents()
    for (let task = 0; task <= 10_000; task++) events.push({ EventType: 702, EventInfo: { TaskId: `t-${task}` } })
    expect([events.stream('t-0'), events.stream('t-1')?.status]).toEqual([undefined, 'ended'])
  })
})

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}
