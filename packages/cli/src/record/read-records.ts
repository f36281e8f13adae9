import type { CallClient, CallRecord, GetRecordByFilterRequest, Room } from '@trtc-call/node'
import { isApiError } from '../errors.ts'
import { type RecordRow, toRow } from './row.ts'

export interface RecordQuery {
  readonly filter: GetRecordByFilterRequest
  /** The maximum number of rows. */
  readonly limit: number
  /** Only calls in this room. The vendor does not filter by room, so all pages are read. */
  readonly room?: Room | undefined
}

export interface FoundRecords {
  readonly rows: readonly RecordRow[]
  /** The vendor's count, without the filter by room. */
  readonly total: number | undefined
  readonly hasMore: boolean
}

/** The vendor documents no maximum. */
const pageSize = 50

/**
 * Reads page after page until there are enough rows or no more pages. A call that ends in the meantime moves others to the
 * next page, so rows are deduplicated. A page without a new call is the last one: a server that ignores `Page` would return it
 * forever.
 */
export async function readRecords(
  calls: CallClient,
  { filter, limit, room }: RecordQuery,
  signal: AbortSignal,
): Promise<FoundRecords> {
  const rows = new Map<string, RecordRow>()
  const seen = new Set<string>()
  const NumberPerPage = room === undefined ? Math.min(pageSize, limit) : pageSize
  let total: number | undefined
  let isLast = false
  for (let Page = 1; !isLast && (rows.size < limit || (room !== undefined && rows.size === limit)); Page++) {
    const page = await readPage(calls, { ...filter, NumberPerPage, Page }, signal)
    total = page.total ?? total
    const fresh = page.records.map(toRow).filter(({ callId }) => !seen.has(callId))
    for (const row of fresh) {
      seen.add(row.callId)
      if (isIn(room, row)) rows.set(row.callId, row)
    }
    isLast = fresh.length === 0 || (total === undefined ? page.records.length < NumberPerPage : seen.size >= total)
  }
  const hasMore = !isLast || rows.size > limit || seen.size < (total ?? 0)
  return { rows: [...rows.values()].slice(0, limit), total, hasMore }
}

function isIn(room: Room | undefined, row: RecordRow): boolean {
  return room === undefined || (row.room?.kind === room.kind && row.room.id === room.id)
}

interface RecordPage {
  readonly records: readonly CallRecord[]
  readonly total: number | undefined
}

/** The vendor returns an error if no record matches, and after the last page. */
async function readPage(calls: CallClient, body: GetRecordByFilterRequest, signal: AbortSignal): Promise<RecordPage> {
  try {
    const { CallRecordList = [], TotalNum: total } = await calls.getRecordByFilter(body, { signal })
    return { records: CallRecordList, total }
  } catch (error) {
    if (isApiError(error, 101050)) return { records: [], total: undefined }
    throw error
  }
}
