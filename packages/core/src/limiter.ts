import { type Clock, monotonicClock } from './clock.ts'
import { SlidingWindow } from './sliding-window.ts'

/** How many requests may be sent, and what they are counted by. */
export interface RateLimit {
  /** One budget per key: the app (Call) or the account, region and action (cloud), with the operation. */
  readonly key: string
  /** At most so many in any window of `perMs` milliseconds. */
  readonly requests: number
  readonly perMs: number
}

/** To be called when the request was answered or given up. A second call does nothing. */
export type Release = () => void

/**
 * Holds requests back until the vendor's rate limit lets them pass. One may be shared by all clients of a process; several
 * processes can share one of your own making, on a common store.
 *
 * @example
 * const limiter: Limiter = {
 *   async acquire({ key, requests, perMs }, signal) {
 *     const ticket = await store.enter(key, requests, perMs, signal)
 *     return () => void store.leave(ticket).catch(() => {})
 *   },
 * }
 */
export interface Limiter {
  /**
   * Resolves when one more request may be sent; rejects with the signal's reason as soon as it aborts. What it resolves
   * with is called when the request was answered: only then is it certain that it does not arrive any later.
   */
  acquire(limit: RateLimit, signal?: AbortSignal): Promise<Release | undefined>
}

/** How `createLimiter` counts. */
export interface SlidingWindowOptions {
  /** How much longer than the vendor's window ours is, in milliseconds, for clocks that differ in speed. Default 5. */
  readonly slackMs?: number | undefined
  /** Default: one that nobody can set. */
  readonly clock?: Clock | undefined
  /**
   * Those who wait form one queue with one timer, which is fairer and takes less of the machine. Default false in
   * `@trtc-call/core` and `@trtc-call/edge`: in a worker the timer belongs to one request, and when that has gone nobody
   * would let the others in. True in `@trtc-call/node`.
   */
  readonly sharedQueue?: boolean | undefined
}

const defaultSlackMs = 5

/** Windows are looked through for idle ones when there are so many, and then whenever they have doubled. */
const manyWindows = 64

/**
 * A limiter for one process. However unevenly requests travel, no window at the vendor has more than the limit: a request
 * counts from when it is sent until a window after its answer, or after three seconds without one. That costs the round trip:
 * at 20 ms 97.5 % of the limit are reached, at 100 ms 90 %, and a little less without `sharedQueue`. A burst leaves at once;
 * those who then have to wait leave in the order in which they asked.
 *
 * @example
 * const limiter = createLimiter()
 * const one = createTrtcCall({ …, limiter })
 * const other = createTrtcCall({ …, limiter }) // the same app: both together stay within its limits
 */
export function createLimiter(options: SlidingWindowOptions = {}): Limiter {
  const { slackMs = defaultSlackMs, clock = monotonicClock, sharedQueue = false } = options
  const windows = new Map<string, SlidingWindow>()
  let sweepAt = manyWindows
  return {
    acquire(limit, signal) {
      let window = windows.get(limit.key)
      if (window === undefined) {
        if (windows.size >= sweepAt) sweepAt = Math.max(manyWindows, 2 * sweep(windows))
        window = new SlidingWindow(limit.requests, limit.perMs + slackMs, { clock, sharedQueue })
        windows.set(limit.key, window)
      }
      return window.enter(signal)
    },
  }
}

/** Forgets windows that hold nothing back; says how many are left. */
function sweep(windows: Map<string, SlidingWindow>): number {
  for (const [key, window] of windows) if (window.idle) windows.delete(key)
  return windows.size
}
