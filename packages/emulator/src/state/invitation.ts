import type { Reaction } from './phones.ts'

/** The vendor's apps drop an invitation whose callee list is this long, so those phones never ring. */
const dropsInvitesOf = 9

/**
 * How an invitation reaches a callee: their phones ring after a while, or they do not.
 *
 * - `unreachable`: the service notices
 * - `dropped`: the app finds the callee list too long
 * - `not-reached`: the app is closed, and no push wakes it; the service does not notice
 */
export type Invitation =
  | { readonly arrival: 'rings'; readonly afterMs: number; readonly devices: number }
  | { readonly arrival: 'unreachable' }
  | { readonly arrival: 'dropped' }
  | { readonly arrival: 'not-reached' }

/** What is known of the call. */
interface Inviting {
  readonly callees: ReadonlyMap<string, unknown>
  /** Whether phones that are offline are sent a push. */
  readonly pushes: boolean
}

/** How this call reaches such a phone. */
export function invite({ callees, pushes }: Inviting, phone: Reaction): Invitation {
  if (phone.does === 'offline') return { arrival: 'unreachable' }
  if (callees.size >= dropsInvitesOf) return { arrival: 'dropped' }
  if (phone.presence === 'offline' || (phone.presence === 'offline-push' && !pushes)) return { arrival: 'not-reached' }
  const afterMs = phone.presence === 'offline-push' ? phone.pushDelayMs : 0
  return { arrival: 'rings', afterMs, devices: phone.devices }
}
