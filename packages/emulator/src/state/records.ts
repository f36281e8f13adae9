import type { Clock } from '../clock/clock.ts'
import { callRoomIdType } from '../room.ts'
import type { CallResult, EndedCall } from './call.ts'

/** A call record in the vendor's format. Times are in seconds. */
export interface CallRecord {
  readonly CallId: string
  readonly Caller_Account: string
  readonly MediaType: 'Video' | 'Audio'
  readonly CallType: 'SingleCall' | 'MultiCall'
  readonly StartTime: number
  readonly EndTime: number
  /** 0 if never answered. */
  readonly AcceptTime: number
  readonly CallResult: CallResult
  readonly CalleeList_Account: readonly string[]
  readonly RoomId: string
  readonly RoomIdType: 1 | 2
}

/** A filter for records. Times are in seconds. */
export interface RecordFilter {
  readonly from: number | undefined
  readonly to: number | undefined
  readonly result: string | undefined
  readonly type: string | undefined
}

const readableAfterMs = 5_000
const listedForMs = 7 * 24 * 3_600_000
const maxRecords = 10_000

/** A record and the end of its call, as Unix time in milliseconds. */
export interface SavedRecord {
  readonly record: CallRecord
  readonly endedAt: number
}

/** The records of ended calls: readable after five seconds, listed for seven days. */
export class Records {
  readonly #clock: Clock
  #entries: SavedRecord[] = []

  constructor(clock: Clock) {
    this.#clock = clock
  }

  add(call: EndedCall): void {
    this.#entries.push({ record: toRecord(call), endedAt: call.endedAt })
    if (this.#entries.length > maxRecords) this.#entries.shift()
  }

  save(): readonly SavedRecord[] {
    return this.#entries
  }

  load(entries: readonly SavedRecord[]): void {
    this.#entries = [...entries]
  }

  /** Includes records that are not yet, or no longer, readable. */
  all(): CallRecord[] {
    return this.#entries.map(({ record }) => record)
  }

  find(callId: string): CallRecord | undefined {
    return this.#readable().find(({ CallId }) => CallId === callId)
  }

  /** Oldest first. */
  list({ from = 0, to = Number.POSITIVE_INFINITY, result, type }: RecordFilter): CallRecord[] {
    const oldest = Math.floor((this.#clock.now() - listedForMs) / 1000)
    return this.#readable().filter(
      ({ StartTime, CallResult, CallType }) =>
        StartTime >= Math.max(from, oldest) &&
        StartTime <= to &&
        (result === undefined || CallResult === result) &&
        (type === undefined || CallType === type),
    )
  }

  #readable(): CallRecord[] {
    const now = this.#clock.now()
    return this.#entries.filter(({ endedAt }) => endedAt + readableAfterMs <= now).map(({ record }) => record)
  }
}

/** Converts an ended call to a record. */
export function toRecord(call: EndedCall): CallRecord {
  return {
    CallId: call.id,
    Caller_Account: call.robot,
    MediaType: call.media,
    CallType: call.isGroup ? 'MultiCall' : 'SingleCall',
    StartTime: toSeconds(call.startedAt),
    EndTime: toSeconds(call.endedAt),
    AcceptTime: toSeconds(call.acceptedAt ?? 0),
    CallResult: call.result,
    // The vendor's samples include the caller.
    CalleeList_Account: [call.robot, ...call.callees.keys()],
    RoomId: call.room.id,
    RoomIdType: callRoomIdType(call.room),
  }
}

function toSeconds(ms: number): number {
  return Math.floor(ms / 1000)
}
