import type { UserSig } from '../signing/user-sig.ts'

/** The request for a UserSig. */
export interface UserSigRequest {
  readonly sdkAppId: number
  readonly userId: string
  readonly lifetimeMs: number
  /** Milliseconds since the epoch, corrected by the measured clock skew. */
  readonly now: number
  /** The vendor refused the last one: get the key again, bypassing all caches. */
  readonly forceRefresh?: boolean | undefined
}

/**
 * Returns a UserSig for a user of the app: by a key, from your signing service, or by a key in hardware. The clients cache it
 * and call again before it expires, so the provider need not cache.
 */
export type UserSigProvider = (request: UserSigRequest) => UserSig | Promise<UserSig>
