import type { Effect, Family } from '@trtc-call/spec'
import type { Outcome } from '../error-details.ts'
import type { AnyTrtcError } from '../errors.ts'

/** Describes an operation. All events of one operation share one object, so it can be the key of a map. */
export interface OperationInfo {
  /** The spec's operationId, such as `startCallByRobot`; a low-cardinality name for spans and metrics. */
  readonly operation: string
  readonly family: Family
  readonly effect: Effect
  /** The host and port of the request. */
  readonly host: string
  readonly sdkAppId: number
}

/** How an attempt or an operation ended. Contains no secrets. */
export interface TraceEnd {
  /** `ok`, the error's outcome, or `aborted` by the caller. */
  readonly outcome: 'ok' | Outcome | 'aborted'
  readonly error?: AnyTrtcError
  readonly vendorCode?: number | string
  readonly requestId?: string
}

/** An operation starts, after its input was validated. `at` is in milliseconds since the epoch, by the client's clock. */
export interface OperationStart {
  readonly type: 'operation-start'
  readonly request: OperationInfo
  readonly at: number
}

/** An attempt starts, before it is signed and sent. */
export interface AttemptStart {
  readonly type: 'attempt-start'
  readonly request: OperationInfo
  /** Counts from 1. */
  readonly attempt: number
  readonly at: number
}

/** An attempt has a response or failed. */
export interface AttemptEnd extends TraceEnd {
  readonly type: 'attempt-end'
  readonly request: OperationInfo
  readonly attempt: number
  readonly at: number
  readonly durationMs: number
  /** The Call interface's `random`: with the time and the app it identifies the request in the vendor's log. */
  readonly random?: number
}

/** An operation ended. After a retry, `outcome` may differ from that of the last attempt. */
export interface OperationEnd extends TraceEnd {
  readonly type: 'operation-end'
  readonly request: OperationInfo
  readonly attempts: number
  readonly at: number
  readonly durationMs: number
}

/** An event for observers; `switch (event.type)` narrows. */
export type TraceEvent = OperationStart | AttemptStart | AttemptEnd | OperationEnd

/**
 * Receives the start and the end of every operation and attempt, synchronously. Errors that it throws are ignored.
 *
 * @example
 * const observe: Observer = (event) => {
 *   if (event.type === 'attempt-end') histogram.record(event.durationMs, { operation: event.request.operation })
 * }
 */
export type Observer = (event: TraceEvent) => void
