/**
 * Why a webhook was refused.
 *
 * - `signature`: it does not show the secret that was agreed on, or shows a wrong one
 * - `stale`: it is older than `maxAgeMs`, or from the future; perhaps somebody plays back what they once recorded
 * - `other-app`: it names another SDKAppID, or none
 * - `too-large`: the body is over the limit, and was not parsed
 * - `malformed`: the body is not the JSON object that the vendor sends, or contradicts the address it was sent to
 * - `unexpected`: a handler got what is no webhook of a kind it was set up for
 * - `method`: a handler got something other than a POST
 */
export type WebhookErrorReason =
  | 'signature'
  | 'stale'
  | 'other-app'
  | 'too-large'
  | 'malformed'
  | 'unexpected'
  | 'method'

const statusOf: Readonly<Record<WebhookErrorReason, number>> = {
  signature: 401,
  stale: 401,
  'other-app': 401,
  'too-large': 413,
  malformed: 400,
  unexpected: 400,
  method: 405,
}

const brand = Symbol.for('trtc-call.webhook-error')

/**
 * A webhook was refused: nothing of it was handed on. No message, property or JSON form ever has a secret, a signature or
 * any of the body in it.
 *
 * @example
 * catch (error) {
 *   if (isWebhookError(error)) return new Response(null, { status: error.status })
 *   throw error
 * }
 */
export class WebhookError extends Error {
  override readonly name = 'WebhookError'
  readonly code = 'ERR_WEBHOOK'
  readonly reason: WebhookErrorReason
  /** The HTTP status to answer with. */
  readonly status: number
  /** What a person can do about it. */
  readonly hint: string

  constructor(reason: WebhookErrorReason, message: string, hint: string) {
    super(message)
    this.reason = reason
    this.status = statusOf[reason]
    this.hint = hint
    Object.defineProperty(this, brand, { value: true })
  }

  /** The error as plain data, for a log. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, reason, status, hint } = this
    return { name, code, message, reason, status, hint }
  }
}

/**
 * Whether this is a {@link WebhookError}, also when two copies of this library are installed.
 *
 * @example
 * if (isWebhookError(error) && error.reason === 'stale') checkTheClock()
 */
export function isWebhookError(error: unknown): error is WebhookError {
  return typeof error === 'object' && error !== null && brand in error
}
