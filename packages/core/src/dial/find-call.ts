import { wrongType } from '../check-value.ts'
import { asText, type Fields, fieldsOfList } from '../webhooks/fields.ts'
import type { DialContext } from './dial-context.ts'
import { PlacedCall } from './placed-call.ts'
import type { Placement, WaitOptions } from './types.ts'
import { isApiError, recordNotFound } from './vendor-codes.ts'

/** The vendor's clock may be behind ours. */
const clockToleranceS = 60
const recordsPerPage = 50
const maxPages = 40

/** Finds a call by its room. See `TrtcCall.findCall`. */
export async function findCall(
  context: DialContext,
  placement: Placement,
  { signal }: WaitOptions = {},
): Promise<PlacedCall | undefined> {
  if (!placement?.room?.kind || !(placement.sentAt > 0) || !Array.isArray(placement.callees)) {
    throw wrongType('placement', 'error.dial.placement', placement)
  }
  const { room, sentAt } = placement
  const callId = context.events?.findInRoom(room, sentAt) ?? (await findInRecords(context, placement, signal))
  if (callId === undefined) return undefined
  const callees = placement.callees.map((userId) => ({ userId, accepted: true, resultCode: 0 }))
  return new PlacedCall(context, { version: 1, sdkAppId: context.calls.sdkAppId, callId, placement, callees })
}

/** Of several calls in the room, returns the one nearest to the time of sending. */
async function findInRecords(context: DialContext, placement: Placement, signal: AbortSignal | undefined) {
  const sentAtS = Math.floor(placement.sentAt / 1000)
  const StartTime = sentAtS - clockToleranceS
  const distance = (record: Fields): number => Math.abs(startOf(record) - sentAtS)
  const found: Fields[] = []
  for (let Page = 1; Page <= maxPages; Page++) {
    const records = await readPage(context, { StartTime, Page, NumberPerPage: recordsPerPage }, signal)
    found.push(...records.filter((record) => isRecordOf(placement, record) && startOf(record) >= StartTime))
    if (records.length < recordsPerPage) break
  }
  return found.sort((one, other) => distance(one) - distance(other)).map(({ CallId }) => asText(CallId))[0]
}

/** The vendor reports "no records" as an error. */
async function readPage(
  { calls }: DialContext,
  filter: { StartTime: number; Page: number; NumberPerPage: number },
  signal: AbortSignal | undefined,
): Promise<readonly Fields[]> {
  try {
    return fieldsOfList((await calls.getRecordByFilter(filter, { signal })).CallRecordList)
  } catch (error) {
    if (isApiError(error, recordNotFound)) return []
    throw error
  }
}

function startOf({ StartTime }: Fields): number {
  return Number(asText(StartTime))
}

/** The vendor's list of callees may include the caller. */
function isRecordOf({ room, robot, callees }: Placement, record: Fields): boolean {
  const kind = asText(record.RoomIdType) === '1' ? 'int' : 'string'
  if (record.Caller_Account !== robot || asText(record.RoomId) !== String(room.id) || kind !== room.kind) return false
  const list: readonly unknown[] = Array.isArray(record.CalleeList_Account) ? record.CalleeList_Account : []
  const rung = new Set(list.filter((userId) => userId !== robot))
  return rung.size === 0 || (rung.size === callees.length && callees.every((userId) => rung.has(userId)))
}
