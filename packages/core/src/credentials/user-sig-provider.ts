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

/** Renew so long before the end, in milliseconds: a request on its way must not outlive its signature. */
const renewBeforeMs = 5 * 60_000

/** Keeps the last signature of each identity until it nears its end. Only values are kept, never a promise. */
export interface UserSigCache {
  get(request: UserSigRequest): UserSig | Promise<UserSig>
  /** One with its whole life before it, which is not kept. */
  fresh(request: UserSigRequest): UserSig | Promise<UserSig>
  clear(): void
}

const mostIdentities = 1_000

export function cacheUserSigs(provider: UserSigProvider): UserSigCache {
  const held = new Map<string, UserSig>()
  const keep = (key: string, userSig: UserSig): UserSig => {
    if (held.size >= mostIdentities) held.clear()
    held.set(key, check(userSig))
    return userSig
  }
  return {
    get(request) {
      const key = `${request.sdkAppId}\n${request.userId}\n${request.lifetimeMs}`
      const last = held.get(key)
      const margin = Math.min(renewBeforeMs, request.lifetimeMs / 2)
      if (last !== undefined && last.expiresAt - margin > request.now) return last
      const made = provider(request)
      return made instanceof Promise ? made.then((userSig) => keep(key, userSig)) : keep(key, made)
    },
    fresh(request) {
      const made = provider(request)
      return made instanceof Promise ? made.then(check) : check(made)
    },
    clear: () => held.clear(),
  }
}

function check(userSig: UserSig): UserSig {
  if (typeof userSig?.value !== 'string' || userSig.value === '' || typeof userSig.expiresAt !== 'number') {
    throw new TypeError('the UserSig provider must give { value: string, expiresAt: number }')
  }
  return userSig
}
