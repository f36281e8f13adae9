import type { Room } from '../room.ts'
import {
  asFields,
  asText,
  asTimeMs,
  type CallMember,
  fieldsOfList,
  plainWord,
  readMembers,
  readRoom,
} from '../webhooks/fields.ts'

/** What one callback reports about its call. */
export interface ParsedCall {
  readonly callId: string
  readonly room?: Room
  readonly members?: readonly CallMember[]
  /** Members who are talking or have just answered. */
  readonly participants: readonly string[]
  readonly record?: Readonly<Record<string, unknown>>
  readonly at?: number
}

/** What one event reports about its stream. */
export interface ParsedStream {
  readonly taskId: string
  readonly status: 'playing' | 'failed' | 'retrying' | 'ended' | 'unknown'
  readonly at?: number
}

/** A callback reports about a call, a stream, or neither. */
export interface ParsedCallback {
  readonly call?: ParsedCall | undefined
  readonly stream?: ParsedStream | undefined
}

/**
 * Parses a verified event or a callback's body leniently: the vendor's samples and tables spell some fields differently.
 * It does not import the webhook parsers, which keeps them out of bundles that only dial.
 */
export function parseCallback(eventOrBody: unknown): ParsedCallback {
  const given = asFields(eventOrBody)
  const body = typeof given.family === 'string' && typeof given.type === 'string' ? asFields(given.raw) : given
  return { call: readCall(body), stream: readStream(body) }
}

type Fields = Readonly<Record<string, unknown>>

function readCall(fields: Fields): ParsedCall | undefined {
  const info = asFields(fields.CallInfo)
  const record = asFields(fields.CallRecord)
  const callId = asText(fields.CallId) ?? asText(info.CallId) ?? asText(record.CallId)
  if (callId === undefined) return undefined
  const room = readRoom(info) ?? readRoom(record)
  const at = asTimeMs(fields.EventTime)
  return {
    callId,
    participants: readTalking(fields),
    ...(room === undefined ? {} : { room }),
    ...(Array.isArray(fields.UserList) ? { members: readMembers(fields.UserList) } : {}),
    ...(Object.keys(record).length === 0 ? {} : { record }),
    ...(at === undefined ? {} : { at }),
  }
}

function readTalking({ UserList, ChangedUserList }: Fields): readonly string[] {
  const talking = readMembers(UserList).flatMap(({ userId, status }) => (status === 'Calling' ? userId : []))
  const answering = fieldsOfList(ChangedUserList).flatMap(({ User_Account, ActionType }) =>
    answers.has(plainWord(ActionType)) ? (asText(User_Account) ?? []) : [],
  )
  return [...talking, ...answering]
}

/** The vendor's page has two words for it. */
const answers = new Set(['accept', 'answer'])

const statuses = ['playing', 'failed', 'retrying'] as const

function readStream({ EventType, EventInfo }: Fields): ParsedStream | undefined {
  const { TaskId, Status, EventMsTs } = asFields(EventInfo)
  const taskId = asText(TaskId)
  const type = Number(asText(EventType))
  if (taskId === undefined || (type !== 701 && type !== 702)) return undefined
  const at = asTimeMs(EventMsTs)
  const status = type === 702 ? 'ended' : (statuses[Number(asText(Status))] ?? 'unknown')
  return { taskId, status, ...(at === undefined ? {} : { at }) }
}
