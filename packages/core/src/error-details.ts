import type { Advice } from './advice.ts'
import type { TrtcErrorCode } from './errors.ts'

/**
 * Whether the operation took effect: `not-sent` nothing left this machine, `refused` the vendor refused it, `unknown` it may
 * have taken effect.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown'

/** The fields of every error of this library besides its message. */
export interface ErrorDetails {
  readonly outcome: Outcome
  /** The spec's operationId, `startCallByRobot`. */
  readonly operation: string
  readonly advice: Advice
  /** What a person can do about it. */
  readonly hint: string
  /** The number of attempts to send it. */
  readonly attempts?: number
  /** The `random` of the last attempt (Call interface). With the time and the app it finds the request in the vendor's log. */
  readonly random?: number
  /** When the last attempt began, in milliseconds since the epoch, by the client's clock. */
  readonly at?: number
  readonly sdkAppId?: number
  /** Host and port of the request. */
  readonly host?: string
  readonly cause?: unknown
}

/** The facts that the vendor's support asks for, without secrets. Fields that do not apply are left out. */
export interface ErrorReport {
  readonly error: TrtcErrorCode
  readonly message: string
  readonly outcome: Outcome
  readonly advice: Advice
  readonly operation: string
  readonly attempts: number
  /** When the last attempt began: `2026-11-23T04:05:06.789Z`. */
  readonly time?: string
  readonly sdkAppId?: number
  readonly host?: string
  /** The Call interface's `random`. */
  readonly random?: number
  readonly requestId?: string
  readonly vendorCode?: number | string
  /** HTTP status, when it was not the vendor that responded. */
  readonly status?: number
}
