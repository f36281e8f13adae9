import type { Clock } from '../clock/clock.ts'

/** A number of requests per period. */
export interface RateLimit {
  readonly requests: number
  readonly perMs: number
}

/** Above this number of keys, idle ones are removed. */
const maxWindows = 1_000

/**
 * Limits requests with sliding windows. Time on both the real clock and a virtual clock counts: clients send in real time, but
 * may wait in virtual time.
 */
export class RateLimiter {
  readonly #clock: Clock
  readonly #realNow: () => number
  readonly #startedAt: number
  readonly #windows = new Map<string, number[]>()

  /** `realNow` returns monotonic milliseconds. */
  constructor(clock: Clock, realNow: () => number = () => performance.now()) {
    this.#clock = clock
    this.#realNow = realNow
    this.#startedAt = clock.now()
  }

  /** Counts a request and returns true, or returns false if the limit of its key is reached. */
  tryAcquire(key: string, { requests, perMs }: RateLimit): boolean {
    const now = this.#now()
    const window = this.#windows.get(key) ?? []
    const expired = window.findIndex((at) => at > now - perMs)
    window.splice(0, expired === -1 ? window.length : expired)
    if (window.length >= requests) return false
    window.push(now)
    this.#windows.set(key, window)
    if (this.#windows.size > maxWindows) this.#forgetIdle(now)
    return true
  }

  #now(): number {
    return this.#realNow() + (this.#clock.isVirtual ? this.#clock.now() - this.#startedAt : 0)
  }

  #forgetIdle(now: number): void {
    const longestMs = 60_000
    for (const [key, window] of this.#windows) {
      if ((window.at(-1) ?? 0) < now - longestMs) this.#windows.delete(key)
    }
  }
}
