import { type CacheOptions, cached as cachedInCore } from '@trtc-call/core'

/**
 * As in `@trtc-call/core`, with `singleFlight` on: those who ask for the same thing at the same time wait for one answer.
 *
 * @throws InputError for a bad option, and later for a value without a usable `expiresAt`.
 * @example
 * const credentials = cached(async ({ now }) => ({ ...(await fetchFromVault()), expiresAt: now + 3_600_000 }))
 */
export const cached: typeof cachedInCore = (provider, options: CacheOptions = {}) =>
  cachedInCore(provider, { singleFlight: true, ...options })
