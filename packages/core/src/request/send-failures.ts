import type { ErrorDetails } from '../error-details.ts'
import { ConnectionError, SigningError, TimeoutError } from '../errors.ts'
import { isPreConnectError, isProxyError } from './connect-error.ts'
import { detailsOf, type Failure, type FailureContext, mayHaveEffect, secretsOf } from './failure.ts'
import { tooLargeCode } from './read-text.ts'
import { codeOf, safeCause } from './redact.ts'
import { protocolFailure } from './response-failures.ts'

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

/** A provider cannot see the deadline, so the client enforces it. */
export function signingTimeoutFailure(context: FailureContext, timeoutMs: number): Failure {
  const hint = 'The signing provider did not respond in time.'
  return { error: notSentInTime(context, `no signature within ${timeoutMs} ms`, hint) }
}

/** The client's own rate limiter had no slot in time. */
export function limiterTimeout(context: FailureContext, timeoutMs: number): TimeoutError {
  const hint = 'Send fewer requests per second, or allow more time.'
  return notSentInTime(context, `the rate limiter had no slot within ${timeoutMs} ms`, hint)
}

export function timeoutFailure(context: FailureContext, timeoutMs: number, cause: unknown): Failure {
  if (isPreConnectError(cause)) {
    return { error: notSentInTime(context, `no connection within ${timeoutMs} ms`, unsentHint) }
  }
  const details = detailsOf(context, 'unknown', '')
  return { error: timeoutError(context, `no response within ${timeoutMs} ms${mayHaveEffect(context)}`, details) }
}

function notSentInTime(context: FailureContext, what: string, hint: string): TimeoutError {
  return timeoutError(context, `${what}; ${notSent}`, detailsOf(context, 'not-sent', hint))
}

function timeoutError({ request }: FailureContext, what: string, details: ErrorDetails): TimeoutError {
  return new TimeoutError(`${request.operation.id}: ${what}`, details)
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
