import { type Clock, systemClock } from './clock.ts'
import { unlessAborted } from './deadline.ts'

/** How many requests may be sent, and what they are counted by. */
export interface RateLimit {
  /** One budget per key: the app (Call) or the account, region and action (cloud), with the operation. */
  readonly key: string
  /** At most so many in any window of `perMs` milliseconds. */
  readonly requests: number
  readonly perMs: number
}

/**
 * Holds requests back until the vendor's rate limit lets them pass. One may be shared by all clients of a process; several
 * processes can share one of your own making, on a common store.
 */
export interface Limiter {
  /** Resolves when one more request may be sent; rejects with the signal's reason as soon as it aborts. */
  acquire(limit: RateLimit, signal?: AbortSignal): Promise<void>
}

export interface SlidingWindowOptions {
  /**
   * How much longer than the vendor's window ours is, in milliseconds. Requests do not travel equally fast, so those that
   * left in time can arrive too close together. Default 25, which costs 2.5 % of the rate.
   */
  readonly slackMs?: number | undefined
  readonly clock?: Clock | undefined
}

const defaultSlackMs = 25

/**
 * A limiter for one process: remembers when the last requests left and lets the next one go when the window has room.
 * First come, first served.
 *
 * @example
 * const limiter = createLimiter()
 * const one = createTrtcCall({ …, limiter })
 * const other = createTrtcCall({ …, limiter }) // the same app: both together stay within its limits
 */
export function createLimiter({ slackMs = defaultSlackMs, clock = systemClock }: SlidingWindowOptions = {}): Limiter {
  const windows = new Map<string, SlidingWindow>()
  return {
    acquire(limit, signal) {
      let window = windows.get(limit.key)
      if (window === undefined) {
        window = new SlidingWindow(limit.requests, limit.perMs + slackMs, clock)
        windows.set(limit.key, window)
      }
      return window.enter(signal)
    },
  }
}

class SlidingWindow {
  readonly #sentAt: number[] = []
  readonly #requests: number
  readonly #perMs: number
  readonly #clock: Clock
  /** Settles when whoever came last has left the queue; the next one lines up behind it. */
  #tail: Promise<void> = Promise.resolve()
  #queued = 0

  constructor(requests: number, perMs: number, clock: Clock) {
    this.#requests = requests
    this.#perMs = perMs
    this.#clock = clock
  }

  enter(signal: AbortSignal | undefined): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason)
    if (this.#queued === 0 && this.#waitMs() === 0) {
      this.#sentAt.push(this.#clock.now())
      return Promise.resolve()
    }
    this.#queued += 1
    const turn = this.#tail
      .then(() => this.#wait(signal))
      .finally(() => {
        this.#queued -= 1
      })
    this.#tail = turn.catch(() => {})
    // Whoever aborts leaves at once; its place is given up when its turn comes.
    return unlessAborted(turn, signal)
  }

  async #wait(signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted()
    for (let waitMs = this.#waitMs(); waitMs > 0; waitMs = this.#waitMs()) await this.#clock.sleep(waitMs, signal)
    this.#sentAt.push(this.#clock.now())
  }

  /** Until the oldest request that fills the window leaves it. */
  #waitMs(): number {
    const now = this.#clock.now()
    const sentAt = this.#sentAt
    // A clock that was set back must not hold requests for longer than a window.
    if ((sentAt.at(-1) ?? now) > now) sentAt.fill(now)
    while (sentAt.length >= this.#requests) {
      const waitMs = (sentAt[0] ?? now) + this.#perMs - now
      if (waitMs > 0) return waitMs
      sentAt.shift()
    }
    return 0
  }
}
