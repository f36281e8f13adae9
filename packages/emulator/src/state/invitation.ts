import type { Reaction } from './phones.ts'

/** The vendor's apps drop invitations with this many callees. */
const droppedFromCallees = 9

/**
 * Outcome of an invitation:
 *
 * - `rings`: the phones ring, after a delay for a push
 * - `unreachable`: the service knows that the phone is offline
 * - `dropped`: the app drops the invitation, because the callee list is too long
 * - `not-reached`: the app is closed and gets no push; the service does not know
 */
export type Invitation =
  | { readonly outcome: 'rings'; readonly afterMs: number; readonly devices: number }
  | { readonly outcome: 'unreachable' }
  | { readonly outcome: 'dropped' }
  | { readonly outcome: 'not-reached' }

/** The part of a call that decides the outcome. */
interface InvitingCall {
  readonly callees: ReadonlyMap<string, unknown>
  /** Whether offline phones get a push. */
  readonly pushes: boolean
}

export function invite({ callees, pushes }: InvitingCall, phone: Reaction): Invitation {
  if (phone.does === 'offline') return { outcome: 'unreachable' }
  if (callees.size >= droppedFromCallees) return { outcome: 'dropped' }
  if (phone.presence === 'offline' || (phone.presence === 'offline-push' && !pushes)) return { outcome: 'not-reached' }
  const afterMs = phone.presence === 'offline-push' ? phone.pushDelayMs : 0
  return { outcome: 'rings', afterMs, devices: phone.devices }
}
