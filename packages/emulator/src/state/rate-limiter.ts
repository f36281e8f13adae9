import type { Clock } from '../clock.ts'

/** So many requests in so much time. */
export interface RateLimit {
  readonly requests: number
  readonly perMs: number
}

/** More keys than this, and those that are empty are thrown away. */
const mostWindows = 1_000

/**
 * Counts requests in sliding windows. Time that passes on either clock makes room: the real one, by which clients send, and a
 * virtual one, by which they wait.
 */
export class RequestLimits {
  readonly #clock: Clock
  readonly #realNow: () => number
  readonly #startedAt: number
  readonly #windows = new Map<string, number[]>()

  /** `realNow` is in milliseconds since whenever. */
  constructor(clock: Clock, realNow: () => number = () => performance.now()) {
    this.#clock = clock
    this.#realNow = realNow
    this.#startedAt = clock.now()
  }

  /** Counts a request, unless there are too many under its key. */
  admit(key: string, { requests, perMs }: RateLimit): boolean {
    const now = this.#now()
    const window = this.#windows.get(key) ?? []
    const expired = window.findIndex((at) => at > now - perMs)
    window.splice(0, expired === -1 ? window.length : expired)
    if (window.length >= requests) return false
    window.push(now)
    this.#windows.set(key, window)
    if (this.#windows.size > mostWindows) this.#forgetIdle(now)
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
