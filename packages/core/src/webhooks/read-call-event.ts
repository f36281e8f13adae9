import { outcomeOf } from '../dial/call-outcome.ts'
import { eventKey } from './event-key.ts'
import type { CallAction, CallWebhookEvent, EndedCallRecord, MemberChange } from './events.ts'
import { asFields, asText, asTimeMs, entries, plainWord, readMembers, readRoom } from './fields.ts'
import type { WebhookBody } from './raw-body.ts'

/** What was found out about a body before it is read. */
export interface Delivery {
  readonly sdkAppId: number
  readonly authenticated: boolean
  /** Milliseconds since the epoch. */
  readonly now: number
}

/** Any body becomes an event; what is not known, or has no CallId, an `unknown` one. */
export function readCallEvent(raw: WebhookBody, { sdkAppId, authenticated, now }: Delivery): CallWebhookEvent {
  const command = asText(raw.CallbackCommand) ?? ''
  const told = tell(command, raw)
  const key = eventKey(sdkAppId, told.type, raw)
  return { family: 'call', ...told, key, at: asTimeMs(raw.EventTime) ?? now, sdkAppId, authenticated, raw }
}

type Told<Event> = Event extends unknown
  ? Omit<Event, 'family' | 'key' | 'at' | 'sdkAppId' | 'authenticated' | 'raw'>
  : never

function tell(command: string, raw: WebhookBody): Told<CallWebhookEvent> {
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

/** Both lists of the vendor's page, its typing errors included. */
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
  return entries(list).flatMap(({ User_Account, ActionType }) => {
    const userId = asText(User_Account)
    if (userId === undefined) return []
    const word = plainWord(ActionType)
    const action = Object.hasOwn(actions, word) ? (actions[word] as CallAction) : 'unknown'
    return [{ userId, action, actionType: asText(ActionType) ?? '' }]
  })
}
