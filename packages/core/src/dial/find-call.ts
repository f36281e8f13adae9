import { isTrtcError } from '../errors.ts'
import type { DialContext } from './dial-context.ts'
import { DialedCall, type WaitOptions } from './dialed-call.ts'
import type { CallRecord, Placement } from './types.ts'

/** The vendor's clock may be behind ours. */
const slackS = 300
const recordsPerPage = 50
const mostPages = 40

/** A call by the room it was placed in. See `TrtcCall.findCall`. */
export async function findCall(
  context: DialContext,
  placement: Placement,
  { signal }: WaitOptions = {},
): Promise<DialedCall | undefined> {
  const callId = context.events?.inRoom(String(placement.room.id)) ?? (await findInRecords(context, placement, signal))
  if (callId === undefined) return undefined
  const callees = placement.callees.map((userId) => ({ userId, accepted: true, resultCode: 0 }))
  return new DialedCall(context, { version: 1, callId, placement, callees })
}

async function findInRecords(context: DialContext, placement: Placement, signal: AbortSignal | undefined) {
  const StartTime = Math.floor(placement.sentAt / 1000) - slackS
  for (let Page = 1; Page <= mostPages; Page++) {
    const records = await readPage(context, { StartTime, Page, NumberPerPage: recordsPerPage }, signal)
    const found = records.find((record) => isOf(placement, record))
    if (found !== undefined) return found.CallId
    if (records.length < recordsPerPage) return undefined
  }
  return undefined
}

/** "No records" comes as a refusal. */
async function readPage(
  { calls }: DialContext,
  filter: { StartTime: number; Page: number; NumberPerPage: number },
  signal: AbortSignal | undefined,
): Promise<readonly CallRecord[]> {
  try {
    return (await calls.getRecordByFilter(filter, { signal })).CallRecordList ?? []
  } catch (error) {
    if (isTrtcError(error) && error.code === 'ERR_API' && error.kind === 'not-found') return []
    throw error
  }
}

function isOf({ room, robot }: Placement, record: CallRecord): boolean {
  const kind = Number(record.RoomIdType) === 1 ? 'int' : 'string'
  return record.Caller_Account === robot && String(record.RoomId) === String(room.id) && kind === room.kind
}
