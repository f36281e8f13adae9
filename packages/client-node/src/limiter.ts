import { createLimiter as createLimiterInCore, type Limiter, type LimiterOptions } from '@trtc-call/core'

/**
 * As in `@trtc-call/core`, with `sharedQueue` on: waiting requests share one queue and one timer.
 *
 * @example
 * const limiter = createLimiter()
 * const one = createTrtcCall({ …, limiter })
 * const other = createTrtcCall({ …, limiter }) // the same app: both together stay within its limits
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  return createLimiterInCore({ sharedQueue: true, ...options })
}
