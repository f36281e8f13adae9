import type { Outcome } from './errors.ts'

/** One finished attempt, for a timeline or a log. Nothing in it is secret. */
export interface AttemptEvent {
  readonly operation: string
  /** Counts from 1. */
  readonly attempt: number
  /** Milliseconds since the epoch, by the client's clock. */
  readonly startedAt: number
  readonly durationMs: number
  readonly outcome: 'ok' | Outcome | 'aborted'
  readonly vendorCode?: number | string
  readonly requestId?: string
  /** The Call interface's `random`. */
  readonly random?: number
}

export type Observe = (event: AttemptEvent) => void
