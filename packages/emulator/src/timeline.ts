import type { Clock } from './clock/clock.ts'

/**
 * Kinds of events. Some need an explanation:
 *
 * - `request`: a request was answered
 * - `ring-stopped`: another device of the callee reacted
 * - `invite-dropped`: a phone did not ring, because the callee list was too long
 * - `not-reached`: a phone did not ring, because its app is closed
 * - `leave`: a callee hung up; `interrupt`: a callee lost the connection
 * - `robot-left`: a phone in a call to one callee saw the robot's stream end
 * - `ingest-without-audience`: a stream started in a room where no callee talks
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

/** An event of the emulator. It holds no secrets: stream URLs come without their query. */
export interface TimelineEvent {
  /** Unix time in milliseconds on the emulator's clock. */
  readonly at: number
  readonly kind: TimelineKind
  /** Undefined for a request that names no existing application. */
  readonly sdkAppId?: number
  readonly operationId?: string
  readonly callId?: string
  readonly userId?: string
  readonly taskId?: string
  /** Of a callback: its id in `deliveries()`. */
  readonly deliveryId?: string
  /** Of a `request`: its index in `requests()`. */
  readonly requestIndex?: number
  /** A description or a vendor code. */
  readonly detail?: string
}

export interface NumberedEvent {
  readonly id: number
  readonly event: TimelineEvent
}

export interface EventSink {
  emit(kind: TimelineKind, about?: Omit<TimelineEvent, 'at' | 'kind' | 'sdkAppId'>): void
}

type Listener = (event: TimelineEvent, id: number) => void

const maxEvents = 10_000

/** Notifies listeners of events and keeps the latest 10,000. */
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

  emit(kind: TimelineKind, about: Omit<TimelineEvent, 'at' | 'kind'> = {}): void {
    const event = { at: this.#clock.now(), kind, ...about }
    this.#latest += 1
    this.#history.push({ id: this.#latest, event })
    // Removes 500 at a time, because removing from the front of a long array is slow.
    if (this.#history.length >= maxEvents + 500) this.#history.splice(0, 500)
    for (const listener of [...this.#listeners]) this.#notify(listener, event, this.#latest)
  }

  forApp(sdkAppId: number): EventSink {
    return { emit: (kind, about) => this.emit(kind, { sdkAppId, ...about }) }
  }

  /** The events that are still kept and follow this sequence number. */
  since(id: number): readonly NumberedEvent[] {
    return this.#history.slice(-maxEvents).filter((entry) => entry.id > id)
  }

  /** Rethrows a listener's error asynchronously: it must not fail the request, but must be visible. */
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

/** Formats an event without ids and times, so that it is the same in every run. */
export function formatEvent({ kind, operationId, userId, detail }: TimelineEvent): string {
  return [kind, operationId, userId, detail].filter((word) => word !== undefined).join(' ')
}
