import type { CallRecord, Room } from '@trtc-call/node'
import { roomOf } from '../client/api-response.ts'

/** A record of the vendor, with the names and units of this library. */
export interface RecordRow {
  readonly callId: string
  readonly result: string | undefined
  readonly caller: string | undefined
  /** Without the caller, whom the vendor lists in some cases. */
  readonly callees: readonly string[]
  readonly media: string | undefined
  readonly type: string | undefined
  readonly room: Room | undefined
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined
  /** Undefined if no one answered. */
  readonly acceptedAt: number | undefined
  readonly endedAt: number | undefined
  /** From the answer to the end. 0 if no one answered. */
  readonly talkedMs: number
}

export function toRow(record: CallRecord): RecordRow {
  const { CallId, CallResult, Caller_Account: caller, CalleeList_Account = [], MediaType, CallType } = record
  const acceptedAt = toMs(record.AcceptTime)
  const endedAt = toMs(record.EndTime)
  return {
    callId: CallId,
    result: CallResult === undefined ? undefined : String(CallResult),
    caller,
    callees: CalleeList_Account.filter((userId) => userId !== caller),
    media: MediaType,
    type: CallType,
    room: roomOf(record.RoomId, record.RoomIdType),
    startedAt: toMs(record.StartTime),
    acceptedAt,
    endedAt,
    talkedMs: acceptedAt === undefined || endedAt === undefined ? 0 : Math.max(0, endedAt - acceptedAt),
  }
}

/** The vendor's seconds, which are 0 for a time that does not exist. */
function toMs(seconds: unknown): number | undefined {
  const ms = Number(seconds) * 1_000
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

/** In UTC, to the second. */
export function formatTime(ms: number | undefined): string {
  return ms === undefined ? '' : `${new Date(ms).toISOString().slice(0, 19)}Z`
}
