import { createHash, createHmac } from 'node:crypto'
import type { CallWebhook, TrtcWebhook } from '../../src/webhooks.ts'

export const sdkAppId = 1_400_000_000
export const now = 1_767_225_600_000
export const key = 'key0of0this0test'
export const token = 'token-of-this-test'
export const secret = { name: 'token', value: 'url-secret_of.this.test' } as const

/** A delivery about a stream or a room, signed by Node's own HMAC. */
export function trtcDelivery(body: unknown, changes: Partial<TrtcWebhook> = {}): TrtcWebhook {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const Sign = createHmac('sha256', key).update(text).digest('base64')
  return { body: text, headers: new Headers({ Sign, SdkAppId: String(sdkAppId) }), key, sdkAppId, now, ...changes }
}

/** A delivery about a call, to an address with the secret and a signed query. */
export function callDelivery(body: unknown, changes: Partial<CallWebhook> = {}): CallWebhook {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return { body: text, url: callUrl(commandIn(text)), token, secret, sdkAppId, now, ...changes }
}

/** Where the vendor posts: our address, with our query, and its own behind it. */
export function callUrl(command: string, changes: Readonly<Record<string, string>> = {}): string {
  const RequestTime = String(now / 1000)
  const Sign = createHash('sha256').update(`${token}${RequestTime}`).digest('hex')
  const query = { token: secret.value, SdkAppid: String(sdkAppId), CallbackCommand: command, contenttype: 'json' }
  return `https://example.com/hook?${new URLSearchParams({ ...query, RequestTime, Sign, ...changes })}`
}

function commandIn(text: string): string {
  return /"CallbackCommand":"([^"]*)"/.exec(text)?.[1] ?? ''
}

export const started = {
  CallbackCommand: 'Call.CallbackAfterStartCall',
  CallInfo: { CallId: 'c-1', MediaType: 'Video', ChatGroupId: '', RoomId: 'room-42', RoomIdType: 2 },
  UserList: [
    { User_Account: 'robot', Status: 'Calling' },
    { User_Account: 'jack', Status: 'Waiting' },
  ],
  EventTime: now - 3_000,
}

export const changed = {
  CallbackCommand: 'Call.CallbackAfterMemberChanged',
  CallId: 'c-1',
  UserList: [
    { User_Account: 'robot', Status: 'Calling' },
    { User_Account: 'jack', Status: 'Calling' },
  ],
  ChangedUserList: [{ User_Account: 'jack', ActionType: 'Accept' }],
  EventTime: now - 2_000,
}

export const ended = {
  CallbackCommand: 'Call.CallbackAfterEndCall',
  CallRecord: {
    CallId: 'c-1',
    Caller_Account: 'robot',
    MediaType: 'Audio',
    CallType: 'SingleCall',
    StartTime: 1_767_225_590,
    AcceptTime: 1_767_225_594,
    EndTime: 1_767_225_599,
    CallResult: 'NormalEnd',
    CalleeList_Account: ['robot', 'jack'],
    RoomId: 'room-42',
    RoomIdType: 2,
  },
  EventTime: now - 1_000,
}

export function ingest(EventType: number, info: object = {}): Record<string, unknown> {
  const EventInfo = { EventMsTs: now - 100, TaskId: 't-1', Status: 0, ...info }
  return { EventGroupId: 7, EventType, CallbackMsTs: now - 50, EventInfo }
}
