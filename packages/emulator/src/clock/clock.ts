/** Cancels a scheduled callback. Does nothing after it has run. */
export type Cancel = () => void

/** The emulator's clock, for calls, records and streams. Signatures are always verified with the real time. */
export interface Clock {
  /** Whether time stands still until `advance()`. */
  readonly isVirtual: boolean
  /** Unix time in milliseconds. */
  now(): number
  /** Runs a callback once, after `delayMs`. */
  schedule(delayMs: number, callback: () => void): Cancel
  /** Registers network work, which `advance()` waits for. */
  trackWork(work: Promise<void>): void
  /** Moves a virtual clock by `ms` and runs due callbacks in order. Rejects on a real clock. */
  advance(ms: number): Promise<void>
  /** Sets the time of a virtual clock. Does nothing on a real clock. */
  setTime(now: number): void
  stop(): void
}

const lastDateMs = 8.64e15

/** Whether a Unix time in milliseconds is a valid date. */
export function isValidTime(ms: unknown): ms is number {
  return typeof ms === 'number' && Math.abs(ms) <= lastDateMs
}
