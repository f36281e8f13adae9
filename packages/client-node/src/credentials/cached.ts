import { type CacheOptions, cached as cachedInCore } from '@trtc-call/core'

/**
 * As in `@trtc-call/core`, with `singleFlight` on: concurrent requests for the same value share one call of the provider.
 *
 * @throws InputError for an invalid option, and later for a value without a usable `expiresAt`.
 * @example
 * const credentials = cached(async ({ now }) => ({ ...(await fetchFromVault()), expiresAt: now + 3_600_000 }))
 */
export const cached: typeof cachedInCore = (provider, options: CacheOptions = {}) =>
  cachedInCore(provider, { singleFlight: true, ...options })
