import { type Clock, monotonicClock } from '../clock.ts'
import { SlidingWindow } from './sliding-window.ts'

/** A rate limit and the key that its requests are counted by. */
export interface RateLimit {
  /** One budget per key: the app (Call) or the account, region and action (cloud), with the operation. */
  readonly key: string
  /** The maximum in any window of `perMs` milliseconds. */
  readonly requests: number
  readonly perMs: number
}

/** Call it when the request has its response or was abandoned. A second call does nothing. */
export type Release = () => void

/**
 * Delays requests to stay within the vendor's rate limits. All clients of a process may share one; several processes can share a
 * custom one on a common store.
 *
 * @example
 * const limiter: Limiter = {
 *   async acquire({ key, requests, perMs }, signal) {
 *     const slot = await store.acquire(key, requests, perMs, signal)
 *     return () => void store.release(slot).catch(() => {})
 *   },
 * }
 */
export interface Limiter {
  /**
   * Resolves when one more request may be sent; rejects with the signal's reason as soon as it aborts. The returned function is
   * called when the request has its response: only then is it certain that it cannot arrive later.
   */
  acquire(limit: RateLimit, signal?: AbortSignal): Promise<Release | undefined>
}

/** Options of `createLimiter`. */
export interface LimiterOptions {
  /** How much longer than the vendor's window the limiter's is, in milliseconds, because clocks differ in speed. Default 5. */
  readonly marginMs?: number | undefined
  /** Default: a monotonic clock. */
  readonly clock?: Clock | undefined
  /**
   * Whether waiting requests share one queue with one timer, which is fairer and cheaper. Default true in `@trtc-call/node`, false
   * in `@trtc-call/core` and `@trtc-call/edge`: in a worker the timer ends with the request that set it, and the others would
   * wait forever.
   */
  readonly sharedQueue?: boolean | undefined
}

const defaultMarginMs = 5

/** Idle windows are deleted when there are this many, and then whenever their number has doubled. */
const minSweepSize = 64

/**
 * Creates a limiter for one process. No window at the vendor has more requests than the limit, for any latency: a request counts
 * from its sending until a window after its response, or after three seconds without one. That costs throughput: with a round
 * trip of 20 ms it reaches 97.5 % of the limit, with 100 ms 90 %, and slightly less without `sharedQueue`. A burst is sent
 * immediately; requests that must wait are sent in order.
 *
 * @example
 * const limiter = createLimiter()
 * const one = createTrtcCall({ …, limiter })
 * const other = createTrtcCall({ …, limiter }) // the same app: both together stay within its limits
 */
export function createLimiter(options: LimiterOptions = {}): Limiter {
  const { marginMs = defaultMarginMs, clock = monotonicClock, sharedQueue = false } = options
  const windows = new Map<string, SlidingWindow>()
  let sweepAt = minSweepSize
  return {
    acquire(limit, signal) {
      let window = windows.get(limit.key)
      if (window === undefined) {
        if (windows.size >= sweepAt) sweepAt = Math.max(minSweepSize, 2 * deleteIdle(windows))
        window = new SlidingWindow(limit.requests, limit.perMs + marginMs, { clock, sharedQueue })
        windows.set(limit.key, window)
      }
      return window.acquire(signal)
    },
  }
}

/** Deletes idle windows and returns how many are left. */
function deleteIdle(windows: Map<string, SlidingWindow>): number {
  for (const [key, window] of windows) if (window.idle) windows.delete(key)
  return windows.size
}
