import type { Clock } from './clock.ts'

/**
 * What can happen: `request` is any request answered; `invite-dropped` is a phone that never rang because the callee list
 * was too long, `not-reached` one whose app was closed; `ring-stopped` is another device of somebody who reacted; `robot-left`
 * is a phone in a call to one that sees the robot's stream leave; `leave` is somebody who hung up, `interrupt` somebody whose connection broke; `ingest-without-audience` is a stream
 * that begins to play in a room where nobody talks.
 */
export type TimelineKind =
  | 'request'
  | 'ring'
  | 'ring-stopped'
  | 'invite-dropped'
  | 'push-sent'
  | 'not-reached'
  | 'answer'
  | 'reject'
  | 'busy'
  | 'offline'
  | 'timeout'
  | 'leave'
  | 'interrupt'
  | 'robot-left'
  | 'call-started'
  | 'call-ended'
  | 'ingest-started'
  | 'ingest-fetched'
  | 'ingest-failed'
  | 'ingest-retried'
  | 'ingest-without-audience'
  | 'ingest-updated'
  | 'ingest-ended'
  | 'callback-sent'
  | 'callback-failed'

/** One line of the emulator's live timeline. Holds no secret: stream URLs come without their query. */
export interface TimelineEvent {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly at: number
  readonly kind: TimelineKind
  /** Of which application it is; a request that names none, or one that does not exist, is of none. */
  readonly sdkAppId?: number
  readonly operationId?: string
  readonly callId?: string
  readonly userId?: string
  readonly taskId?: string
  /** Of a callback: its number in `deliveries()`. */
  readonly deliveryId?: string
  /** Of a `request`: its number in `requests()`. */
  readonly requestIndex?: number
  /** In words, or a vendor code. */
  readonly detail?: string
}

/** An event and its number, which grows by one. */
export interface NumberedEvent {
  readonly id: number
  readonly event: TimelineEvent
}

/** What is told of one application. */
export interface Teller {
  tell(kind: TimelineKind, about?: Omit<TimelineEvent, 'at' | 'kind' | 'sdkAppId'>): void
}

type Listener = (event: TimelineEvent, id: number) => void

const keeps = 10_000

/** Tells listeners what happens, as it happens, and keeps the latest. */
export class Timeline {
  readonly #clock: Clock
  readonly #listeners = new Set<Listener>()
  readonly #history: NumberedEvent[] = []
  #latest = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  on(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  tell(kind: TimelineKind, about: Omit<TimelineEvent, 'at' | 'kind'> = {}): void {
    const event = { at: this.#clock.now(), kind, ...about }
    this.#latest += 1
    this.#history.push({ id: this.#latest, event })
    // Some too many are let grow, because taking one from the front of a long list is slow.
    if (this.#history.length >= keeps + 500) this.#history.splice(0, 500)
    for (const listener of [...this.#listeners]) this.#notify(listener, event, this.#latest)
  }

  /** For those who know of one application only. */
  of(sdkAppId: number): Teller {
    return { tell: (kind, about) => this.tell(kind, { sdkAppId, ...about }) }
  }

  /** What happened after the event of this number, as far as it is kept. */
  since(id: number): readonly NumberedEvent[] {
    return this.#history.slice(-keeps).filter((entry) => entry.id > id)
  }

  /** A listener's own error must neither fail a request nor go unseen. */
  #notify(listener: Listener, event: TimelineEvent, id: number): void {
    try {
      listener(event, id)
    } catch (error) {
      queueMicrotask(() => {
        throw error
      })
    }
  }
}

/** An event in words that are the same in every run. */
export function lineOf({ kind, operationId, userId, detail }: TimelineEvent): string {
  return [kind, operationId, userId, detail].filter((word) => word !== undefined).join(' ')
}
