import type { Clock } from './clock.ts'

/**
 * What can happen: `request` is any request answered; `invite-dropped` is a phone that never rang because the callee list
 * was too long; `leave` is somebody who hung up, `interrupt` somebody whose connection broke.
 */
export type TimelineKind =
  | 'request'
  | 'ring'
  | 'invite-dropped'
  | 'answer'
  | 'reject'
  | 'busy'
  | 'offline'
  | 'timeout'
  | 'leave'
  | 'interrupt'
  | 'call-started'
  | 'call-ended'
  | 'ingest-started'
  | 'ingest-fetched'
  | 'ingest-failed'
  | 'ingest-updated'
  | 'ingest-ended'

/** One line of the emulator's live timeline. Holds no secret: stream URLs come without their query. */
export interface TimelineEvent {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly at: number
  readonly kind: TimelineKind
  readonly operationId?: string
  readonly callId?: string
  readonly userId?: string
  readonly taskId?: string
  /** In words, or a vendor code. */
  readonly detail?: string
}

/** Tells listeners what happens, as it happens. */
export class Timeline {
  readonly #clock: Clock
  readonly #listeners = new Set<(event: TimelineEvent) => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  on(listener: (event: TimelineEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(kind: TimelineKind, about: Omit<TimelineEvent, 'at' | 'kind'> = {}): void {
    const event = { at: this.#clock.now(), kind, ...about }
    for (const listener of [...this.#listeners]) this.#notify(listener, event)
  }

  /** A listener's own error must neither fail a request nor go unseen. */
  #notify(listener: (event: TimelineEvent) => void, event: TimelineEvent): void {
    try {
      listener(event)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}
