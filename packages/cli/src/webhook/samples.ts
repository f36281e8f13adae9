import { createHash, createHmac } from 'node:crypto'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName, quoteValue } from '../quote.ts'
import type { WebhookAuth } from './auth.ts'
import type { WebhookRequest } from './post.ts'

type Body = Record<string, unknown>

const members = (status: string): Body[] => [
  { User_Account: 'robot', Status: 'Calling' },
  { User_Account: 'jack', Status: status },
]
const room = { RoomId: 'room-42', RoomIdType: 2 }

/** A body for each type of event. Bodies of calls have a command, bodies of streams have none. */
const samples: Readonly<Record<string, (now: number, id: string) => Body>> = {
  'call-started': (now, CallId) => ({
    CallbackCommand: 'Call.CallbackAfterStartCall',
    CallInfo: { CallId, MediaType: 'Video', ChatGroupId: '', ...room },
    UserList: members('Waiting'),
    EventTime: now,
  }),
  'members-changed': (now, CallId) => ({
    CallbackCommand: 'Call.CallbackAfterMemberChanged',
    CallId,
    UserList: members('Calling'),
    ChangedUserList: [{ User_Account: 'jack', ActionType: 'Accept' }],
    EventTime: now,
  }),
  'call-ended': (now, CallId) => ({
    CallbackCommand: 'Call.CallbackAfterEndCall',
    CallRecord: {
      CallId,
      Caller_Account: 'robot',
      MediaType: 'Video',
      CallType: 'SingleCall',
      StartTime: Math.floor(now / 1_000) - 40,
      AcceptTime: Math.floor(now / 1_000) - 30,
      EndTime: Math.floor(now / 1_000),
      CallResult: 'NormalEnd',
      CalleeList_Account: ['robot', 'jack'],
      ...room,
    },
    EventTime: now,
  }),
  'ingest-started': (now, TaskId) => streamEvent(701, now, TaskId),
  'ingest-stopped': (now, TaskId) => streamEvent(702, now, TaskId),
}

function streamEvent(EventType: 701 | 702, now: number, TaskId: string): Body {
  return { EventGroupId: 7, EventType, CallbackMsTs: now, EventInfo: { EventMsTs: now, TaskId, Status: 0 } }
}

export const sampleTypes = Object.keys(samples)

/** A body with a new id. @throws UsageError for an unknown type. */
export function createSample(type: string): Body {
  const body = Object.hasOwn(samples, type) ? samples[type]?.(Date.now(), crypto.randomUUID()) : undefined
  if (body !== undefined) return body
  const suggestion = nearest(type, sampleTypes)
  const hint = suggestion === undefined ? `use one of ${sampleTypes.join(', ')}` : `did you mean ${suggestion}?`
  throw new UsageError(`there is no event ${quoteName(type)}`, hint)
}

/**
 * Sets a field of a body: `CallRecord.CallResult=Reject`, `UserList.0.User_Account=jill`. A value that is not JSON is text.
 *
 * @throws UsageError if the object that gets the field does not exist.
 */
export function setField(body: Body, assignment: string): void {
  const [, path = '', text = ''] = /^([^=]+)=(.*)$/s.exec(assignment) ?? []
  if (path === '') throw new UsageError(`--set must be FIELD=VALUE; given: ${quoteValue(assignment)}`)
  const names = path.split('.')
  const last = names.pop() ?? ''
  let target: unknown = body
  for (const name of names) target = isObject(target) && Object.hasOwn(target, name) ? target[name] : undefined
  if (!isObject(target) || last === '__proto__') {
    throw new UsageError(`--set: there is no ${quoteValue(names.join('.'))} in this event`, '--json prints its body')
  }
  target[last] = parseJsonOrText(text)
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null
}

/**
 * Signs a body as the vendor does.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function signSample(fields: Body, to: string, sdkAppId: number, auth: WebhookAuth): WebhookRequest {
  const body = JSON.stringify(fields)
  const type = { 'content-type': 'application/json' }
  const { secret, token, key } = auth
  if (fields.CallbackCommand === undefined) {
    const sign = key === undefined ? {} : { Sign: createHmac('sha256', key).update(body).digest('base64') }
    return { url: to, headers: { ...type, SdkAppId: String(sdkAppId), ...sign }, body }
  }
  const url = new URL(to)
  const requestTime = String(Math.floor(Date.now() / 1_000))
  const query = {
    ...(secret && { [secret.name]: secret.value }),
    SdkAppid: String(sdkAppId),
    CallbackCommand: String(fields.CallbackCommand),
    contenttype: 'json',
    ClientIP: '127.0.0.1',
    OptPlatform: 'RESTAPI',
    ...(token === undefined
      ? {}
      : { Sign: createHash('sha256').update(`${token}${requestTime}`).digest('hex'), RequestTime: requestTime }),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return { url: url.href, headers: type, body }
}

/** The vendor always signs stream events, and callbacks of calls only if a token is set. Undefined if it is signed. */
export function whyUnsigned({ CallbackCommand }: Body, { secret, token, key }: WebhookAuth): string | undefined {
  if (CallbackCommand === undefined) return key === undefined ? 'unsigned: set TRTC_STREAM_CALLBACK_KEY' : undefined
  if (token !== undefined || secret !== undefined) return undefined
  return 'unsigned: set TRTC_CALLBACK_SECRET or TRTC_CALLBACK_TOKEN'
}
