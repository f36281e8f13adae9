import type { Call, MemberStatus } from './call.ts'

/** A call as JSON. */
export type SavedCall = Omit<Call, 'callees'> & { readonly callees: readonly (readonly [string, MemberStatus])[] }

export function saveCall({ callees, ...rest }: Call): SavedCall {
  return { ...rest, callees: [...callees] }
}

/** Shifts the times of a live call, so that it continues at the same age. */
export function loadCall({ callees, ...rest }: SavedCall, shiftMs: number): Call {
  const call: Call = { ...rest, callees: new Map(callees) }
  if (call.endedAt !== undefined) return call
  const acceptedAt = call.acceptedAt === undefined ? {} : { acceptedAt: call.acceptedAt + shiftMs }
  return { ...call, startedAt: call.startedAt + shiftMs, ...acceptedAt }
}
