import { ConnectionError, SigningError, TimeoutError } from '../errors.ts'
import { detailsOf, type Failure, type FailureContext, mayHaveEffect, secretsOf } from './failure-details.ts'
import { isPreConnectError, isProxyError } from './pre-connect.ts'
import { tooLargeCode } from './read-text.ts'
import { codeOf, safeCause } from './redact.ts'
import { protocolFailure } from './response-failure.ts'

const notSent = 'nothing was sent'

export function signingFailure(context: FailureContext, cause: unknown): Failure {
  const hint = 'Check the cause: the signing provider failed or returned something unusable.'
  return {
    error: new SigningError(`${context.request.operation.id}: the request could not be signed; ${notSent}`, {
      ...detailsOf(context, 'not-sent', hint, { advice: 'fix-credentials' }),
      cause: safeCause(cause, secretsOf(context)),
    }),
  }
}

/** Providers do not know the deadline, so it is kept for them. */
export function signingTimeoutFailure(context: FailureContext, timeoutMs: number): Failure {
  const hint = 'The signing provider did not respond in time.'
  return { error: timeoutError(context, `no signature within ${timeoutMs} ms`, hint) }
}

/** The client's own rate limiter had no slot in time. */
export function limiterTimeout(context: FailureContext, timeoutMs: number): TimeoutError {
  const hint = 'Send fewer requests per second, or allow more time.'
  return timeoutError(context, `the rate limiter had no slot within ${timeoutMs} ms`, hint)
}

export function timeoutFailure(context: FailureContext, timeoutMs: number, cause: unknown): Failure {
  if (isPreConnectError(cause)) {
    return { error: timeoutError(context, `no connection within ${timeoutMs} ms`, unsentHint) }
  }
  return { error: timeoutError(context, `no response within ${timeoutMs} ms`) }
}

/** Without a hint, the request has been sent. */
function timeoutError(context: FailureContext, what: string, hint?: string): TimeoutError {
  const end = hint === undefined ? mayHaveEffect(context) : `; ${notSent}`
  const details = detailsOf(context, hint === undefined ? 'unknown' : 'not-sent', hint ?? '')
  return new TimeoutError(`${context.request.operation.id}: ${what}${end}`, details)
}

const unsentHint = 'Check the endpoint, the network and any proxy.'

export function connectionFailure(context: FailureContext, cause: unknown): Failure {
  const code = codeOf(cause)
  if (code === tooLargeCode) {
    const { status } = cause as { readonly status: number }
    return protocolFailure(context, 'the response is larger than 8 MiB', status)
  }
  const isUnsent = isPreConnectError(cause)
  const isProxy = isProxyError(code)
  const safe = safeCause(cause, secretsOf(context))
  const what = isProxy && safe ? safe.message : `the connection failed${code ? ` (${code})` : ''}`
  const end = isUnsent ? `; ${notSent}` : mayHaveEffect(context)
  const facts = isProxy && code !== 'ERR_PROXY_CONNECTION' ? ({ advice: 'fix-input' } as const) : undefined
  return {
    error: new ConnectionError(`${context.request.operation.id}: ${what}${end}`, {
      ...detailsOf(context, isUnsent ? 'not-sent' : 'unknown', isUnsent ? unsentHint : '', facts),
      cause: safe,
    }),
  }
}
