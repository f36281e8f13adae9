import type { ErrorKind } from '@trtc-call/spec'
import type { Advice } from './advice.ts'
import type { DialFailure } from './dial/types.ts'
import type { ErrorDetails, ErrorReport, Outcome } from './error-details.ts'

const brand = Symbol.for('trtc-call.error')

/**
 * The base class of all errors except invalid input (`InputError`). `switch (error.code)` narrows to the subclass. No message,
 * property or JSON form contains a URL, a body or a secret.
 */
export abstract class TrtcError extends Error {
  abstract readonly code: TrtcErrorCode
  readonly outcome: Outcome
  readonly operation: string
  /** What a program can do about the `operation`. With `dial.call`, the phones have already rung. */
  readonly advice: Advice
  /** What a person can do about it. */
  readonly hint: string
  readonly attempts: number
  readonly random: number | undefined
  readonly #details: ErrorDetails
  /** Set by `dial`: how to find the call, its handle, and the result of the cleanup. Not part of the JSON form. */
  declare dial?: DialFailure

  constructor(message: string, details: ErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause })
    this.outcome = details.outcome
    this.operation = details.operation
    this.advice = details.advice
    this.hint = details.hint
    this.attempts = details.attempts ?? 0
    this.random = details.random
    this.#details = details
    Object.defineProperty(this, brand, { value: true })
    // Not enumerable: a logged error must not contain the handle, which has the stream's URL.
    Object.defineProperty(this, 'dial', { value: undefined, writable: true })
  }

  /** The error as plain data, for a log. */
  toJSON(): Record<string, unknown> {
    return pick(this, ['name', 'code', 'message', 'outcome', 'operation', 'advice', 'hint', 'attempts'])
  }

  /**
   * The facts for a support ticket, by which the vendor finds the request in its log. They contain no secrets.
   *
   * @example
   * catch (error) {
   *   if (isTrtcError(error)) console.error(JSON.stringify(error.report()))
   * }
   */
  report(): ErrorReport {
    const { at } = this.#details
    return {
      error: this.code,
      ...pick(this, ['message', 'outcome', 'advice', 'operation', 'attempts']),
      ...(at !== undefined && { time: new Date(at).toISOString() }),
      ...pick(this.#details, ['sdkAppId', 'host', 'random']),
    }
  }
}

/** The named fields that are not undefined. */
function pick<Source, Name extends keyof Source>(source: Source, names: readonly Name[]): Pick<Source, Name> {
  const entries = names.map((name) => [name, source[name]]).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries)
}

/** The `code` of a {@link TrtcError}, one for each class. */
export type TrtcErrorCode = 'ERR_SIGNING' | 'ERR_CONNECTION' | 'ERR_TIMEOUT' | 'ERR_PROTOCOL' | 'ERR_API'

/** The request could not be signed: a provider failed or returned something unusable. Nothing was sent. */
export class SigningError extends TrtcError {
  override readonly name = 'SigningError'
  override readonly code = 'ERR_SIGNING'
}

/** The connection failed, before anything was sent (`not-sent`) or after (`unknown`). */
export class ConnectionError extends TrtcError {
  override readonly name = 'ConnectionError'
  override readonly code = 'ERR_CONNECTION'
}

/** The vendor did not respond in time, or the request could not be sent in time (`not-sent`). */
export class TimeoutError extends TrtcError {
  override readonly name = 'TimeoutError'
  override readonly code = 'ERR_TIMEOUT'
}

/** The response is not one of the vendor's: another HTTP status, a redirect, no JSON, incomplete JSON, no envelope. */
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

/** The vendor responded with an error. */
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
    return { ...super.toJSON(), ...pick(this, ['vendorCode', 'kind', 'requestId', 'link']) }
  }

  override report(): ErrorReport {
    return { ...super.report(), ...pick(this, ['vendorCode', 'requestId']) } as ErrorReport
  }
}

/** Every error class of this library but `InputError`; `switch (error.code)` narrows. */
export type AnyTrtcError = SigningError | ConnectionError | TimeoutError | ProtocolError | ApiError

/**
 * Whether this is a {@link TrtcError}, even from another installed copy of this library.
 *
 * @example
 * catch (error) {
 *   if (isTrtcError(error) && error.advice === 'check-first') await checkWhetherItRang(error)
 * }
 */
export function isTrtcError(error: unknown): error is AnyTrtcError {
  return typeof error === 'object' && error !== null && brand in error
}
