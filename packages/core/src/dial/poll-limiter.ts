import type { Clock } from '../clock.ts'

/** Spaces out polls, so that a thousand concurrent calls use only their share of the vendor's rate limit. */
export interface PollLimiter {
  /** Resolves when the next poll may be sent, in the order of the calls. */
  acquire(signal: AbortSignal | undefined): Promise<void>
  /** Whether a poll may be sent without waiting. */
  readonly isFree: boolean
}

export function createPollLimiter(clock: Clock, requestsPerSecond: number): PollLimiter {
  const spacingMs = 1000 / requestsPerSecond
  let nextAt = 0
  let waiting = 0
  /** Never further ahead than the length of the queue: a clock that was set back must not stop the polling. */
  const slotAt = (now: number): number => Math.min(Math.max(now, nextAt), now + (waiting + 1) * spacingMs)
  return {
    get isFree() {
      const now = clock.now()
      return slotAt(now) <= now
    },
    async acquire(signal) {
      const now = clock.now()
      const at = slotAt(now)
      nextAt = at + spacingMs
      if (at <= now) return
      waiting += 1
      await clock.sleep(at - now, signal).finally(() => {
        waiting -= 1
      })
    },
  }
}

const firstMs = 1_000
const maxMs = 5_000
const growth = 1.4
const jitter = 0.2

/** Returns the wait before the next poll: 1 s at first, growing to 5 s, with jitter so that calls drift apart. */
export function pollDelayMs(polls: number, random: () => number): number {
  if (polls === 0) return firstMs
  const delay = Math.min(maxMs, firstMs * growth ** polls)
  return Math.min(maxMs, delay * (1 - jitter + 2 * jitter * random()))
}
