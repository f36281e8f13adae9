import { describe, expect, test } from 'vitest'
import { type CallWebhook, verifyCallWebhook } from '../../src/webhooks.ts'
import { callDelivery, callUrl, changed, ended, now, sdkAppId, secret, started, token } from './deliveries.ts'

const jackWaits = [
  { userId: 'robot', status: 'Calling' },
  { userId: 'jack', status: 'Waiting' },
]
const base = { family: 'call', callId: 'c-1', sdkAppId, authenticated: true }

describe('the three callbacks', () => {
  test('a call has started', () => {
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

  test('somebody has answered', () => {
    const changes = [{ userId: 'jack', action: 'accepted', actionType: 'Accept' }]
    expect(verifyCallWebhook(callDelivery(changed))).toMatchObject({ ...base, type: 'members-changed', changes })
  })

  test('a call is over, and its times are milliseconds', () => {
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

describe('both spellings of what the vendor’s pages contradict', () => {
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

  test('accounts beyond 2^53 keep every digit, in the event and in raw', () => {
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

describe('who may send', () => {
  test.each<[string, Partial<CallWebhook>, boolean]>([
    ['token and secret', {}, true],
    ['a token alone', { secret: undefined }, true],
    ['a secret alone', { token: undefined }, true],
    [
      'a token and a secret of a rotation',
      { token: ['new', token], secret: { ...secret, value: ['new', secret.value] } },
      true,
    ],
    ['neither', { token: undefined, secret: undefined }, false],
  ])('%s', (_name, changes, authenticated) => {
    expect(verifyCallWebhook(callDelivery(started, changes)).authenticated).toBe(authenticated)
  })

  const command = started.CallbackCommand
  const requestTime = (timeMs: number) => ({ url: callUrl(command), now: timeMs })

  test.each<[string, Partial<CallWebhook>, string, number]>([
    ['no secret in the address', { url: callUrl(command, { token: '' }) }, 'signature', 401],
    ['another secret', { url: callUrl(command, { token: `${secret.value}x` }) }, 'signature', 401],
    ['another Sign', { url: callUrl(command, { Sign: '0'.repeat(64) }) }, 'signature', 401],
    ['another RequestTime', { url: callUrl(command, { RequestTime: '1767225601' }) }, 'signature', 401],
    ['an old RequestTime', requestTime(now + 300_001), 'stale', 401],
    ['a RequestTime ahead', requestTime(now - 300_001), 'stale', 401],
    ['another app', { url: callUrl(command, { SdkAppid: '1400000001' }) }, 'other-app', 401],
    ['no app', { url: callUrl(command).replace('SdkAppid', 'sdkappid') }, 'other-app', 401],
    ['another command', { url: callUrl('Call.CallbackAfterEndCall') }, 'malformed', 400],
    ['no command', { url: callUrl(command).replace('CallbackCommand', 'c') }, 'malformed', 400],
    ['a body without command', { body: '{}' }, 'malformed', 400],
    ['a large body', { maxBodyBytes: 10 }, 'too-large', 413],
    ['no query', { url: '/hook' }, 'signature', 401],
  ])('refused: %s', (_name, changes, reason, status) => {
    expect(() => verifyCallWebhook(callDelivery(started, changes))).toThrow(
      expect.objectContaining({ code: 'ERR_WEBHOOK', reason, status }),
    )
  })

  test('the address as a path, with a fragment, as a URL, and its query as it was taken apart', () => {
    const url = callUrl(command)
    const { search, searchParams } = new URL(url)
    const query = Object.fromEntries(searchParams)
    for (const where of [{ url: `/hook${search}` }, { url: `${url}#x?SdkAppid=1` }, { url: new URL(url) }]) {
      expect(verifyCallWebhook(callDelivery(started, where)).type).toBe('call-started')
    }
    for (const each of [searchParams, query]) {
      expect(verifyCallWebhook(callDelivery(started, { url: undefined, query: each })).type).toBe('call-started')
    }
    const nested = { ...query, token: { value: secret.value } }
    expect(() => verifyCallWebhook(callDelivery(started, { url: undefined, query: nested }))).toThrow(
      'does not have the secret',
    )
  })

  test('a vendor that adds a second question mark is understood', () => {
    const url = callUrl(command).replace('&SdkAppid', '?SdkAppid')
    expect(verifyCallWebhook(callDelivery(started, { url })).type).toBe('call-started')
  })

  test.each<[object, string]>([
    [{ url: undefined }, 'give url'],
    [{ body: started }, 'body must be the raw body'],
    [{ token: '' }, 'token must be a non-empty string'],
    [{ secret: { name: '', value: 'x' } }, 'secret.name must be'],
    [{ secret: { name: 'token', value: 'a b' } }, 'secret.value may only have'],
    [{ secret: { name: 'token', valeu: 'a' } }, 'there is no option secret.valeu'],
    [{ key: 'x' }, 'there is no option key'],
  ])('what cannot be meant is a TypeError: %j', (changes, message) => {
    const verify = () => verifyCallWebhook(callDelivery(started, changes))
    expect(verify).toThrow(TypeError)
    expect(verify).toThrow(message)
  })
})
