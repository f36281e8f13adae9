import type { ErrorKind } from '@trtc-call/spec'
import type { DialFailure } from './dial/types.ts'

/**
 * Whether the command took effect: `not-sent` nothing left this machine, `refused` it was answered with a refusal,
 * `unknown` it may have happened (look before you do it again).
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown'

/** What every error of this library carries beside its message. */
export interface ErrorDetails {
  readonly outcome: Outcome
  /** The spec's operationId, `startCallByRobot`. */
  readonly operation: string
  /** What a person can do about it. */
  readonly hint: string
  /** How many times it was sent, or tried to be. */
  readonly attempts?: number
  /** The `random` of the last attempt (Call interface): with the time and the app it finds the request in the vendor's log. */
  readonly random?: number
  /** When the last attempt began, in milliseconds since the epoch, by the client's clock. */
  readonly at?: number
  readonly sdkAppId?: number
  /** Host and port that it went to. */
  readonly host?: string
  readonly cause?: unknown
}

/** What the vendor's support asks for, and nothing that is secret. Fields that do not apply are left out. */
export interface ErrorReport {
  readonly error: TrtcErrorCode
  readonly message: string
  readonly outcome: Outcome
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
  /** HTTP status, where it was not the vendor that answered. */
  readonly status?: number
}

const brand = Symbol.for('trtc-call.error')

/**
 * The base of everything that goes wrong after the input was found good. Tell the classes apart by `code`:
 * `switch (error.code)` narrows. No message, property or JSON form ever has a URL, a body or a secret in it.
 */
export abstract class TrtcError extends Error {
  abstract readonly code: TrtcErrorCode
  readonly outcome: Outcome
  readonly operation: string
  readonly hint: string
  readonly attempts: number
  readonly random: number | undefined
  readonly #where: Pick<ErrorDetails, 'at' | 'sdkAppId' | 'host'>
  /** Set by `dial`: how to find the call again, its handle, and what was undone. Not part of the JSON form. */
  declare dial?: DialFailure

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.outcome = details.outcome
    this.operation = details.operation
    this.hint = details.hint
    this.attempts = details.attempts ?? 0
    this.random = details.random
    const { at, sdkAppId, host } = details
    this.#where = { at, sdkAppId, host } as Pick<ErrorDetails, 'at' | 'sdkAppId' | 'host'>
    Object.defineProperty(this, brand, { value: true })
    // Not enumerable: a logged error must not drag a handle, and with it a stream's URL, into the log.
    Object.defineProperty(this, 'dial', { value: undefined, writable: true })
  }

  /** The error as plain data, for a log. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, outcome, operation, hint, attempts } = this
    return { name, code, message, outcome, operation, hint, attempts }
  }

  /**
   * What to put into a support ticket: it finds the request in the vendor's log. Nothing in it is secret.
   *
   * @example
   * catch (error) {
   *   if (isTrtcError(error)) console.error(JSON.stringify(error.report()))
   * }
   */
  report(): ErrorReport {
    const { code, message, outcome, operation, attempts, random } = this
    const { at, sdkAppId, host } = this.#where
    const time = at === undefined ? undefined : new Date(at).toISOString()
    return withoutUndefined({ error: code, message, outcome, operation, attempts, time, sdkAppId, host, random })
  }
}

function withoutUndefined(fields: { [Key in keyof ErrorReport]: ErrorReport[Key] | undefined }): ErrorReport {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as unknown as ErrorReport
}

/** The `code` of every error of this library, one for each class. */
export type TrtcErrorCode = 'ERR_SIGNING' | 'ERR_CONNECTION' | 'ERR_TIMEOUT' | 'ERR_PROTOCOL' | 'ERR_API'

/** No signature could be made: a provider failed or gave something unusable. Nothing was sent. */
export class SigningError extends TrtcError {
  override readonly name = 'SigningError'
  override readonly code = 'ERR_SIGNING'
}

/** The connection failed, before anything was sent (`not-sent`) or after (`unknown`). */
export class ConnectionError extends TrtcError {
  override readonly name = 'ConnectionError'
  override readonly code = 'ERR_CONNECTION'
}

/** No answer within the time allowed. */
export class TimeoutError extends TrtcError {
  override readonly name = 'TimeoutError'
  override readonly code = 'ERR_TIMEOUT'
}

/** An answer came that the vendor would not give: another HTTP status, a redirect, no JSON, half a JSON, no envelope. */
export class ProtocolError extends TrtcError {
  override readonly name = 'ProtocolError'
  override readonly code = 'ERR_PROTOCOL'
  readonly status: number

  constructor(message: string, details: ErrorDetails & { readonly status: number }) {
    super(message, details)
    this.status = details.status
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), status: this.status }
  }

  override report(): ErrorReport {
    return { ...super.report(), status: this.status }
  }
}

/** The vendor answered with a refusal. */
export class ApiError extends TrtcError {
  override readonly name = 'ApiError'
  override readonly code = 'ERR_API'
  /** A number from the Call interface, a dotted name from the cloud interface. */
  readonly vendorCode: number | string
  readonly kind: ErrorKind
  /** The vendor's id of the refused request, for a support ticket. */
  readonly requestId: string | undefined
  /** The vendor page that lists the code. */
  readonly link: string | undefined

  constructor(
    message: string,
    details: ErrorDetails & {
      readonly vendorCode: number | string
      readonly kind: ErrorKind
      readonly requestId?: string | undefined
      readonly link?: string | undefined
    },
  ) {
    super(message, details)
    this.vendorCode = details.vendorCode
    this.kind = details.kind
    this.requestId = details.requestId
    this.link = details.link
  }

  override toJSON(): Record<string, unknown> {
    const { vendorCode, kind, requestId, link } = this
    return { ...super.toJSON(), vendorCode, kind, requestId, link }
  }

  override report(): ErrorReport {
    const { vendorCode, requestId } = this
    return { ...super.report(), vendorCode, ...(requestId === undefined ? {} : { requestId }) }
  }
}

/** Every error class of this library; `switch (error.code)` tells them apart. */
export type AnyTrtcError = SigningError | ConnectionError | TimeoutError | ProtocolError | ApiError

/**
 * Whether this is an error of this library, also when two copies of it are installed.
 *
 * @example
 * catch (error) {
 *   if (isTrtcError(error) && error.outcome === 'unknown') await lookBeforeRingingAgain(error)
 * }
 */
export function isTrtcError(error: unknown): error is AnyTrtcError {
  return typeof error === 'object' && error !== null && brand in error
}
