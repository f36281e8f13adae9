import type { CallClient, CallRecord, GetRecordByFilterRequest, Room } from '@trtc-call/node'
import { isRefusal } from '../client/is-refusal.ts'
import { type RecordRow, recordRow } from './record-row.ts'

export interface RecordQuery {
  readonly filter: GetRecordByFilterRequest
  /** At most so many. */
  readonly limit: number
  /** Only calls in this room. The vendor does not filter by it, so all pages are read. */
  readonly room?: Room | undefined
}

export interface FoundRecords {
  readonly rows: readonly RecordRow[]
  /** How many the vendor counts, before rooms are compared. */
  readonly total: number | undefined
  /** Whether there are more than were read. */
  readonly more: boolean
}

/** The vendor documents no greatest size of a page. */
const perPage = 50

/**
 * Page after page, until there are enough or no more. A call that ends meanwhile moves others to the next page: none is told
 * twice. A page without a new call is the last: who answers does not know pages, and would give it for ever.
 */
export async function readRecords(
  calls: CallClient,
  { filter, limit, room }: RecordQuery,
  signal: AbortSignal,
): Promise<FoundRecords> {
  const rows = new Map<string, RecordRow>()
  const seen = new Set<string>()
  const NumberPerPage = room === undefined ? Math.min(perPage, limit) : perPage
  let total: number | undefined
  let isLast = false
  for (let Page = 1; !isLast && (rows.size < limit || (room !== undefined && rows.size === limit)); Page++) {
    const page = await readPage(calls, { ...filter, NumberPerPage, Page }, signal)
    total = page.total ?? total
    const fresh = page.records.map(recordRow).filter(({ callId }) => !seen.has(callId))
    for (const row of fresh) {
      seen.add(row.callId)
      if (isIn(room, row)) rows.set(row.callId, row)
    }
    isLast = fresh.length === 0 || (total === undefined ? page.records.length < NumberPerPage : seen.size >= total)
  }
  const more = !isLast || rows.size > limit || seen.size < (total ?? 0)
  return { rows: [...rows.values()].slice(0, limit), total, more }
}

function isIn(room: Room | undefined, row: RecordRow): boolean {
  return room === undefined || (row.room?.kind === room.kind && row.room.id === room.id)
}

/** "No record matches" comes as a refusal, after the last page as well. */
async function readPage(
  calls: CallClient,
  body: GetRecordByFilterRequest,
  signal: AbortSignal,
): Promise<{ readonly records: readonly CallRecord[]; readonly total: number | undefined }> {
  try {
    const { CallRecordList = [], TotalNum: total } = await calls.getRecordByFilter(body, { signal })
    return { records: CallRecordList, total }
  } catch (error) {
    if (isRefusal(error, 101050)) return { records: [], total: undefined }
    throw error
  }
}
