import { expect, test } from 'vitest'
import { createCallEvents } from '../../src/index.ts'
import { settled } from '../support/virtual-clock.ts'

const never = new AbortController().signal

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
    roomId: 'room-42',
    members: [
      { userId: 'robot', status: 'Calling' },
      { userId: 'jack', status: 'Inviting' },
    ],
  })
  events.push(changed)
  expect(events.latest('c-1')).toMatchObject({ roomId: 'room-42', members: [{ userId: 'jack', status: 'Calling' }] })
  events.push(ended)
  expect(events.latest('c-1')).toMatchObject({ members: [{ userId: 'jack' }], record: ended.CallRecord })
})

test('a call is found by its room, also when only its end was told', () => {
  const events = createCallEvents()
  expect(events.inRoom('room-42')).toBeUndefined()
  events.push(ended)
  expect(events.inRoom('room-42')).toBe('c-1')
})

test('the spellings of the vendor’s sample are read as those of its table', () => {
  const events = createCallEvents()
  events.push({ ...started, CallInfo: { CallId: 'c-1', CallMediaType: 'Video', RoomId: '', RoomIdType: 0 } })
  expect(events.latest('c-1')).toMatchObject({ callId: 'c-1', members: [{ userId: 'robot' }, { userId: 'jack' }] })
  expect(events.inRoom('')).toBeUndefined()
})

test('user ids beyond 2^53 keep their digits, where the receiver’s parser kept them', () => {
  const events = createCallEvents()
  const lossless = { toString: () => '144115212830834856' }
  const UserList = [{ User_Account: 144_115_212_830_834_855n, Status: 'Calling' }, { User_Account: lossless }]
  events.push({ CallId: 'c-1', UserList })
  expect(events.latest('c-1')?.members).toEqual([
    { userId: '144115212830834855', status: 'Calling' },
    { userId: '144115212830834856', status: 'undefined' },
  ])
})

test.each([undefined, null, 'text', 7, [], {}, { CallId: '' }, { CallId: 7 }, { CallInfo: null }, { EventType: 701 }])(
  'a body of %j is passed over',
  (body) => {
    const events = createCallEvents()
    events.push(body)
    expect(events.latest('')).toBeUndefined()
  },
)

test('an empty record does not say that a call has ended', () => {
  const events = createCallEvents()
  events.push({ ...changed, CallRecord: null })
  expect(events.latest('c-1')).not.toHaveProperty('record')
})

test('whoever waits for a call or its room is told, once, and nobody else', async () => {
  const events = createCallEvents()
  const told: string[] = []
  for (const key of ['c-1', 'c-1', 'room-42', 'c-2']) events.next(key, never).then(() => told.push(key))
  events.push(started)
  await settled()
  expect(told.sort()).toEqual(['c-1', 'c-1', 'room-42'])
  events.push(changed)
  await settled()
  expect(told).toHaveLength(3)
})

test('whoever stops waiting gets the very reason', async () => {
  const events = createCallEvents()
  const controller = new AbortController()
  const waits = events.next('c-1', controller.signal).catch((reason: unknown) => reason)
  controller.abort('enough')
  expect(await waits).toBe('enough')
  await expect(events.next('c-1', AbortSignal.abort('too late'))).rejects.toBe('too late')
  expect(() => events.push(started)).not.toThrow()
})

test('the oldest calls are forgotten beyond ten thousand, with their rooms', () => {
  const events = createCallEvents()
  for (let call = 0; call <= 10_000; call++) events.push({ CallInfo: { CallId: `c-${call}`, RoomId: `r-${call}` } })
  expect([events.latest('c-0'), events.inRoom('r-0')]).toEqual([undefined, undefined])
  expect([events.latest('c-1')?.callId, events.inRoom('r-10000')]).toEqual(['c-1', 'c-10000'])
})
