import type { Clock } from '../clock.ts'

/** Lets polls through one by one, so that a thousand calls at once take only their share of the vendor's rate limit. */
export interface PollGate {
  /** Resolves when it is this poll's turn; first come, first served. */
  enter(signal: AbortSignal | undefined): Promise<void>
  /** Whether a poll could pass at once. */
  readonly isFree: boolean
}

export function createPollGate(clock: Clock, requestsPerSecond: number): PollGate {
  const spacingMs = 1000 / requestsPerSecond
  let nextAt = 0
  let waiting = 0
  /** Never further ahead than the queue is long: a clock that was set back must not stop the polling. */
  const turn = (now: number): number => Math.min(Math.max(now, nextAt), now + (waiting + 1) * spacingMs)
  return {
    get isFree() {
      const now = clock.now()
      return turn(now) <= now
    },
    async enter(signal) {
      const now = clock.now()
      const at = turn(now)
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
const longestMs = 5_000
const growth = 1.4
const jitter = 0.2

/** How long to wait before the next look: 1 s at first, growing to 5 s, each a little off so that calls drift apart. */
export function pollDelayMs(looks: number, random: () => number): number {
  if (looks === 0) return firstMs
  const delay = Math.min(longestMs, firstMs * growth ** looks)
  return Math.min(longestMs, delay * (1 - jitter + 2 * jitter * random()))
}
