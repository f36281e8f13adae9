/** Takes back an appointment; harmless when it has been kept already. */
export type Cancel = () => void

/** The emulator's time: calls ring, records ripen and streams play by it. Signatures are never judged by it. */
export interface Clock {
  /** Whether it stands still until `advance()`. */
  readonly isVirtual: boolean
  /** Unix time in milliseconds. */
  now(): number
  /** Acts once, `delayMs` from now. */
  after(delayMs: number, act: () => void): Cancel
  /** Work on the network that a virtual clock must not run past. */
  attend(work: Promise<void>): void
  /** Moves time by `ms`, keeping what falls due in order. Only a virtual clock can. */
  advance(ms: number): Promise<void>
  /** Goes on from another time, as a virtual clock can; a real one stays what it is. */
  moveTo(now: number): void
  /** Drops all appointments. */
  stop(): void
}

const lastDateMs = 8.64e15

/** Whether it is milliseconds of a date that there is. */
export function isTime(ms: unknown): ms is number {
  return typeof ms === 'number' && Math.abs(ms) <= lastDateMs
}
