import type { Clock } from '../clock.ts'

/** Lets polls through one by one, so that a thousand calls at once take only their share of the vendor's rate limit. */
export interface PollGate {
  /** Resolves when it is this poll's turn; first come, first served. */
  enter(signal: AbortSignal): Promise<void>
}

export function createPollGate(clock: Clock, requestsPerSecond: number): PollGate {
  const spacingMs = 1000 / requestsPerSecond
  let nextAt = 0
  return {
    async enter(signal) {
      const now = clock.now()
      const at = Math.max(now, nextAt)
      nextAt = at + spacingMs
      if (at > now) await clock.sleep(at - now, signal)
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
