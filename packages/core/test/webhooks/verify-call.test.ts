import { describe, expect, test } from 'vitest'
import { verifyCallWebhook } from '../../src/webhooks.ts'
import { callDelivery, changed, ended, now, sdkAppId, started } from './deliveries.ts'

const jackWaits = [
  { userId: 'robot', status: 'Calling' },
  { userId: 'jack', status: 'Waiting' },
]
const base = { family: 'call', callId: 'c-1', sdkAppId, authenticated: true }

describe('the three callbacks', () => {
  test('a started call', () => {
    const room = { kind: 'string', id: 'room-42' }
    expect(verifyCallWebhook(callDelivery(started))).toEqual({
      ...base,
      type: 'call-started',
      media: 'video',
      room,
      chatGroupId: undefined,
      members: jackWaits,
      key: expect.stringMatching(/^1400000000:call-started:[0-9a-f]{32}$/),
      at: now - 3_000,
      raw: started,
    })
  })

  test('an answer', () => {
    const changes = [{ userId: 'jack', action: 'accepted', actionType: 'Accept' }]
    expect(verifyCallWebhook(callDelivery(changed))).toMatchObject({ ...base, type: 'members-changed', changes })
  })

  test('an ended call, with times in milliseconds', () => {
    expect(verifyCallWebhook(callDelivery(ended))).toMatchObject({
      ...base,
      type: 'call-ended',
      record: {
        callerId: 'robot',
        memberIds: ['robot', 'jack'],
        media: 'audio',
        callType: 'single',
        room: { kind: 'string', id: 'room-42' },
        startedAt: 1_767_225_590_000,
        answeredAt: 1_767_225_594_000,
        endedAt: 1_767_225_599_000,
        outcome: 'completed',
      },
    })
  })
})

describe('both spellings where the vendor’s pages contradict each other', () => {
  const start = (info: object, rest: object = {}) => {
    const event = verifyCallWebhook(callDelivery({ ...started, CallInfo: { CallId: 'c-1', ...info }, ...rest }))
    return event.type === 'call-started' ? event : undefined
  }

  test.each([
    [{ MediaType: 'Video' }, 'video'],
    [{ CallMediaType: 'Audio' }, 'audio'],
    [{ MediaType: 'audio' }, 'audio'],
    [{ MediaType: 'Hologram' }, undefined],
  ])('%j is %s', (info, media) => expect(start(info)?.media).toBe(media))

  test.each([
    [
      { RoomId: '42', RoomIdType: 1 },
      { kind: 'int', id: 42 },
    ],
    [
      { RoomId: 42, RoomIdType: '1' },
      { kind: 'int', id: 42 },
    ],
    [
      { RoomId: '42', RoomIdType: 2 },
      { kind: 'string', id: '42' },
    ],
    [
      { RoomId: 42, RoomIdType: 2 },
      { kind: 'string', id: '42' },
    ],
    [{ RoomId: '', RoomIdType: 0 }, undefined],
    [{}, undefined],
  ])('%j is %j', (info, room) => expect(start(info)?.room).toEqual(room))

  test.each([
    ['Answer', 'accepted'],
    ['Accept', 'accepted'],
    ['Reject', 'rejected'],
    ['NotAnswer', 'not-answered'],
    ['Hang Up', 'hung-up'],
    ['Hangup', 'hung-up'],
    ['Join', 'joined'],
    ['Offline', 'offline'],
    ['Invite', 'invited'],
    ['Invited', 'invited'],
    ['Cancel_Invite', 'invitation-cancelled'],
    ['Canncel_Invite', 'invitation-cancelled'],
    ['Teleport', 'unknown'],
    ['constructor', 'unknown'],
    ['__proto__', 'unknown'],
    [7, 'unknown'],
  ])('ActionType %s is %s', (ActionType, action) => {
    const body = { ...changed, ChangedUserList: [{ User_Account: 'jack', ActionType }, { ActionType }, null] }
    const event = verifyCallWebhook(callDelivery(body))
    const changes = [{ userId: 'jack', action, actionType: String(ActionType) }]
    expect(event).toMatchObject({ type: 'members-changed', changes })
  })

  test.each([
    ['NormalEnd', 'completed'],
    ['Reject', 'rejected'],
    ['NotAnswer', 'not-answered'],
    ['CallBusy', 'busy'],
    ['Cancel', 'cancelled'],
    ['Interrupt', 'interrupted'],
    ['Offline', 'offline'],
    ['toString', 'unknown'],
    [4, 'unknown'],
  ])('CallResult %s is %s', (CallResult, outcome) => {
    const body = { ...ended, CallRecord: { ...ended.CallRecord, CallResult, AcceptTime: 0 } }
    const event = verifyCallWebhook(callDelivery(body))
    expect(event).toMatchObject({ type: 'call-ended', record: { outcome, answeredAt: undefined } })
  })

  test('accounts beyond 2^53 keep all digits, in the event and in raw', () => {
    const body = JSON.stringify(started).replace('"jack"', '144115212830834855')
    const event = verifyCallWebhook(callDelivery(body))
    expect(event).toMatchObject({ members: [{ userId: 'robot' }, { userId: '144115212830834855' }] })
    expect(event.raw.UserList).toMatchObject([{}, { User_Account: '144115212830834855' }])
  })

  test.each([
    [{ ...started, CallbackCommand: 'Call.CallbackAfterTomorrow' }, 'c-1'],
    [{ ...started, CallInfo: undefined }, undefined],
    [{ ...ended, CallRecord: [] }, undefined],
  ])('what is not known comes through: %#', (raw, callId) => {
    const body = JSON.parse(JSON.stringify(raw))
    const command = raw.CallbackCommand
    expect(verifyCallWebhook(callDelivery(body))).toMatchObject({
      type: 'unknown',
      family: 'call',
      command,
      callId,
      raw: body,
    })
  })
})
