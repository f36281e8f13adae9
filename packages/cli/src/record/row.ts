import type { CallRecord } from '@trtc-call/node'
import { roomOf } from '../room.ts'

/** A record of the vendor, with the names and units of this library. Times are milliseconds since the epoch. */
export type RecordRow = ReturnType<typeof toRow>

export function toRow(record: CallRecord) {
  const { CallId, CallResult, Caller_Account: caller, CalleeList_Account = [], MediaType, CallType } = record
  const acceptedAt = toMs(record.AcceptTime)
  const endedAt = toMs(record.EndTime)
  return {
    callId: CallId,
    result: CallResult === undefined ? undefined : String(CallResult),
    caller,
    // The vendor lists the caller in some cases.
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
