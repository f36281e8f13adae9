import type { Effect, Family } from '@trtc-call/spec'
import type { Outcome } from './error-details.ts'
import type { AnyTrtcError } from './errors.ts'

/** What is the same for all that is told of one operation. Always the very same object, so it can be the key of a map. */
export interface RequestInfo {
  /** The spec's operationId, `startCallByRobot`: one of few, fit for the name of a span or a metric. */
  readonly operation: string
  readonly family: Family
  readonly effect: Effect
  /** Host and port that it goes to. */
  readonly host: string
  readonly sdkAppId: number
}

/** How an attempt or an operation ended. Nothing in it is secret. */
export interface TraceEnd {
  /** `ok`, what the error says, or `aborted` by the caller. */
  readonly outcome: 'ok' | Outcome | 'aborted'
  readonly error?: AnyTrtcError
  readonly vendorCode?: number | string
  readonly requestId?: string
}

/** An operation begins: its input was found good. `at` is in milliseconds since the epoch, by the client's clock. */
export interface OperationStart {
  readonly type: 'operation-start'
  readonly request: RequestInfo
  readonly at: number
}

/** An attempt is about to be signed and sent. */
export interface AttemptStart {
  readonly type: 'attempt-start'
  readonly request: RequestInfo
  /** Counts from 1. */
  readonly attempt: number
  readonly at: number
}

/** An attempt was answered, or failed. */
export interface AttemptEnd extends TraceEnd {
  readonly type: 'attempt-end'
  readonly request: RequestInfo
  readonly attempt: number
  readonly at: number
  readonly durationMs: number
  /** The Call interface's `random`: with the time and the app it finds the request in the vendor's log. */
  readonly random?: number
}

/** After the last attempt. With a repetition, `outcome` may differ from that of the last attempt. */
export interface OperationEnd extends TraceEnd {
  readonly type: 'operation-end'
  readonly request: RequestInfo
  readonly attempts: number
  readonly at: number
  readonly durationMs: number
}

/** What an observer is told of. `type` tells which. */
export type TraceEvent = OperationStart | AttemptStart | AttemptEnd | OperationEnd

/**
 * Told of the begin and the end of every operation and of every attempt, as it happens. What it throws is passed over.
 *
 * @example
 * const observe: Observe = (event) => {
 *   if (event.type === 'attempt-end') histogram.record(event.durationMs, { operation: event.request.operation })
 * }
 */
export type Observe = (event: TraceEvent) => void

/** Takes messages that nobody needs until something goes wrong: `console` fits, and so do pino and its kin behind a line. */
export interface Logger {
  debug(message: string, fields: Readonly<Record<string, unknown>>): void
}
