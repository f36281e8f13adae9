import { asText, entries, type Fields } from '../webhooks/fields.ts'
import type { DialContext } from './dial-context.ts'
import { PlacedCall } from './placed-call.ts'
import type { Placement, WaitOptions } from './types.ts'
import { isRefusedWith, noRecord } from './vendor-codes.ts'

/** The vendor's clock may be behind ours. */
const slackS = 60
const recordsPerPage = 50
const mostPages = 40

/** A call by the room it was placed in. See `TrtcCall.findCall`. */
export async function findCall(
  context: DialContext,
  placement: Placement,
  { signal }: WaitOptions = {},
): Promise<PlacedCall | undefined> {
  const { room, sentAt } = placement
  const callId = context.events?.inRoom(room, sentAt) ?? (await findInRecords(context, placement, signal))
  if (callId === undefined) return undefined
  const callees = placement.callees.map((userId) => ({ userId, accepted: true, resultCode: 0 }))
  return new PlacedCall(context, { version: 1, sdkAppId: context.calls.sdkAppId, callId, placement, callees })
}

/** Of several calls in the room, as there may be where it is not a fresh one, the one nearest to the sending. */
async function findInRecords(context: DialContext, placement: Placement, signal: AbortSignal | undefined) {
  const sentAtS = Math.floor(placement.sentAt / 1000)
  const distance = (record: Fields): number => Math.abs(startOf(record) - sentAtS)
  const found: Fields[] = []
  for (let Page = 1; Page <= mostPages; Page++) {
    const records = await readPage(
      context,
      { StartTime: sentAtS - slackS, Page, NumberPerPage: recordsPerPage },
      signal,
    )
    found.push(...records.filter((record) => isOf(placement, record) && startOf(record) >= sentAtS - slackS))
    if (records.length < recordsPerPage) break
  }
  return found.sort((one, other) => distance(one) - distance(other)).map(({ CallId }) => asText(CallId))[0]
}

/** "No records" comes as a refusal. */
async function readPage(
  { calls }: DialContext,
  filter: { StartTime: number; Page: number; NumberPerPage: number },
  signal: AbortSignal | undefined,
): Promise<readonly Fields[]> {
  try {
    return entries((await calls.getRecordByFilter(filter, { signal })).CallRecordList)
  } catch (error) {
    if (isRefusedWith(error, noRecord)) return []
    throw error
  }
}

function startOf({ StartTime }: Fields): number {
  return Number(asText(StartTime))
}

/** The vendor's list of callees has the caller in it, or not. */
function isOf({ room, robot, callees }: Placement, record: Fields): boolean {
  const kind = asText(record.RoomIdType) === '1' ? 'int' : 'string'
  if (record.Caller_Account !== robot || asText(record.RoomId) !== String(room.id) || kind !== room.kind) return false
  const list: readonly unknown[] = Array.isArray(record.CalleeList_Account) ? record.CalleeList_Account : []
  const rung = new Set(list.filter((userId) => userId !== robot))
  return rung.size === 0 || (rung.size === callees.length && callees.every((userId) => rung.has(userId)))
}
