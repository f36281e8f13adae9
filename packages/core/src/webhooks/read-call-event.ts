import { outcomeOf } from '../dial/outcome-of.ts'
import { eventKey } from './event-key.ts'
import type { CallAction, CallWebhookEvent, EndedCallRecord, MemberChange } from './events.ts'
import { asFields, asText, asTimeMs, fieldsOfList, plainWord, readMembers, readRoom } from './fields.ts'
import type { WebhookBody } from './raw-body.ts'

/** What is known about a delivery before its body is read. */
export interface Delivery {
  readonly sdkAppId: number
  readonly authenticated: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Turns any body into an event. An unknown command, or a body without CallId, gives an `unknown` event. */
export function readCallEvent(raw: WebhookBody, { sdkAppId, authenticated, now }: Delivery): CallWebhookEvent {
  const command = asText(raw.CallbackCommand) ?? ''
  const event = readEvent(command, raw)
  const key = eventKey(sdkAppId, event.type, raw)
  return { family: 'call', ...event, key, at: asTimeMs(raw.EventTime) ?? now, sdkAppId, authenticated, raw }
}

type EventFields<Event> = Event extends unknown
  ? Omit<Event, 'family' | 'key' | 'at' | 'sdkAppId' | 'authenticated' | 'raw'>
  : never

function readEvent(command: string, raw: WebhookBody): EventFields<CallWebhookEvent> {
  const info = asFields(raw.CallInfo)
  const record = asFields(raw.CallRecord)
  const callId = asText(raw.CallId) ?? asText(info.CallId) ?? asText(record.CallId)
  if (callId !== undefined && command === 'Call.CallbackAfterStartCall') {
    const media = readMedia(info.MediaType) ?? readMedia(info.CallMediaType)
    const chatGroupId = asText(info.ChatGroupId)
    return {
      type: 'call-started',
      callId,
      media,
      room: readRoom(info),
      chatGroupId,
      members: readMembers(raw.UserList),
    }
  }
  if (callId !== undefined && command === 'Call.CallbackAfterMemberChanged') {
    const changes = readChanges(raw.ChangedUserList)
    return { type: 'members-changed', callId, members: readMembers(raw.UserList), changes }
  }
  if (callId !== undefined && command === 'Call.CallbackAfterEndCall') {
    return { type: 'call-ended', callId, record: readEndedRecord(record) }
  }
  return { type: 'unknown', command, callId }
}

function readEndedRecord(record: WebhookBody): EndedCallRecord {
  const members = Array.isArray(record.CalleeList_Account) ? record.CalleeList_Account : []
  const callType = plainWord(record.CallType)
  return {
    callerId: asText(record.Caller_Account),
    memberIds: members.flatMap((userId) => asText(userId) ?? []),
    media: readMedia(record.MediaType) ?? readMedia(record.CallMediaType),
    callType: callType === 'singlecall' ? 'single' : callType === 'multicall' ? 'multi' : undefined,
    room: readRoom(record),
    startedAt: asTimeMs(record.StartTime),
    answeredAt: asTimeMs(record.AcceptTime),
    endedAt: asTimeMs(record.EndTime),
    outcome: outcomeOf(record),
  }
}

function readMedia(value: unknown): 'audio' | 'video' | undefined {
  const word = plainWord(value)
  return word === 'audio' || word === 'video' ? word : undefined
}

/** Both lists of the vendor's page, including its typos. */
const actions: Readonly<Record<string, CallAction>> = {
  accept: 'accepted',
  answer: 'accepted',
  reject: 'rejected',
  notanswer: 'not-answered',
  hangup: 'hung-up',
  join: 'joined',
  offline: 'offline',
  invite: 'invited',
  invited: 'invited',
  cancelinvite: 'invitation-cancelled',
  canncelinvite: 'invitation-cancelled',
}

function readChanges(list: unknown): readonly MemberChange[] {
  return fieldsOfList(list).flatMap(({ User_Account, ActionType }) => {
    const userId = asText(User_Account)
    if (userId === undefined) return []
    const word = plainWord(ActionType)
    const action = Object.hasOwn(actions, word) ? (actions[word] as CallAction) : 'unknown'
    return [{ userId, action, actionType: asText(ActionType) ?? '' }]
  })
}
