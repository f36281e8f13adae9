import type { UserSig } from '../signing/user-sig.ts'

/** Whose signature, for how long, and what time it is. */
export interface UserSigRequest {
  readonly sdkAppId: number
  readonly userId: string
  readonly lifetimeMs: number
  /** Milliseconds since the epoch, corrected by any clock skew that was measured. */
  readonly now: number
  /** The last one was refused: look for another key, past every cache. */
  readonly reload?: boolean | undefined
}

/**
 * Gives a UserSig for a user of the app: from a key, from a signing service of yours, from a key that never leaves its
 * hardware. It is asked again when the last one nears its end, so it need not cache.
 */
export type UserSigProvider = (request: UserSigRequest) => UserSig | Promise<UserSig>
