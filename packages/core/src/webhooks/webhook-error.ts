/**
 * Why a webhook was rejected.
 *
 * - `signature`: the secret or signature is missing or wrong
 * - `stale`: it is older than `maxAgeMs`, or from the future: possibly a replay
 * - `other-app`: it names another SDKAppID, or none
 * - `too-large`: the body exceeds the limit and was not parsed
 * - `malformed`: the body is not the JSON object that the vendor sends, or contradicts its URL
 * - `unexpected`: it is not a webhook of a kind that the handler is configured for
 * - `method`: it is not a POST request
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
 * A webhook was rejected, and no handler ran. No message, property or JSON form contains a secret, a signature or any of the
 * body.
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
  /** The HTTP status to respond with. */
  readonly status: number
  /** What to do about it. */
  readonly hint: string

  constructor(reason: WebhookErrorReason, message: string, hint: string) {
    super(message)
    this.reason = reason
    this.status = statusOf[reason]
    this.hint = hint
    Object.defineProperty(this, brand, { value: true })
  }

  /** Returns the error as plain data, for a log. */
  toJSON(): Record<string, unknown> {
    const { name, code, message, reason, status, hint } = this
    return { name, code, message, reason, status, hint }
  }
}

/**
 * Whether this is a {@link WebhookError}, even from another installed copy of this library.
 *
 * @example
 * if (isWebhookError(error) && error.reason === 'stale') checkClock()
 */
export function isWebhookError(error: unknown): error is WebhookError {
  return typeof error === 'object' && error !== null && brand in error
}
