import type { CallRecord, Room } from '@trtc-call/node'
import { roomOf } from '../client/room-of.ts'

/** A record of the vendor's, in our names and units. */
export interface RecordRow {
  readonly callId: string
  readonly result: string | undefined
  readonly caller: string | undefined
  /** Without the caller, whom some of the vendor's lists have and others have not. */
  readonly callees: readonly string[]
  readonly media: string | undefined
  readonly type: string | undefined
  readonly room: Room | undefined
  /** Milliseconds since the epoch. */
  readonly startedAt: number | undefined
  /** Left out when nobody answered. */
  readonly acceptedAt: number | undefined
  readonly endedAt: number | undefined
  /** From the answer to the end; 0 when nobody answered. */
  readonly talkedMs: number
}

export function recordRow(record: CallRecord): RecordRow {
  const { CallId, CallResult, Caller_Account: caller, CalleeList_Account = [], MediaType, CallType } = record
  const acceptedAt = timeOf(record.AcceptTime)
  const endedAt = timeOf(record.EndTime)
  return {
    callId: CallId,
    result: CallResult === undefined ? undefined : String(CallResult),
    caller,
    callees: CalleeList_Account.filter((userId) => userId !== caller),
    media: MediaType,
    type: CallType,
    room: roomOf(record.RoomId, record.RoomIdType),
    startedAt: timeOf(record.StartTime),
    acceptedAt,
    endedAt,
    talkedMs: acceptedAt === undefined || endedAt === undefined ? 0 : Math.max(0, endedAt - acceptedAt),
  }
}

/** The vendor writes seconds, and 0 for never. */
function timeOf(seconds: unknown): number | undefined {
  const ms = Number(seconds) * 1_000
  return Number.isFinite(ms) && ms > 0 ? ms : undefined
}

/** For a reader; the same second everywhere. */
export function isoSeconds(ms: number | undefined): string {
  return ms === undefined ? '' : `${new Date(ms).toISOString().slice(0, 19)}Z`
}
