import type { Effect, RetryRule } from '@trtc-call/spec'
import type { ErrorResponse } from './envelope/envelope.ts'
import {
  type AnyTrtcError,
  ApiError,
  ConnectionError,
  type Outcome,
  ProtocolError,
  SigningError,
  TimeoutError,
} from './errors.ts'
import { neverConnected, noTunnel } from './never-connected.ts'
import type { Outgoing } from './outgoing.ts'
import { tooLargeCode } from './read-text.ts'
import { codeOf, redact, safeCause } from './redact.ts'
import type { SignedAttempt } from './signers/signer.ts'
import type { TransportResponse } from './transport.ts'

/** An attempt that gave no value: the error to throw, and what the loop needs to decide on another one. */
export interface Failure {
  readonly error: AnyTrtcError
  readonly rule?: RetryRule
  /** What the refused request was signed with. */
  readonly signed?: SignedAttempt | undefined
  readonly serverTime?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/** Who failed, and in which attempt. */
export interface FailureContext {
  readonly outgoing: Outgoing
  readonly attempt: number
  /** When it began, in milliseconds since the epoch. */
  readonly at: number
  /** Undefined until it is signed. */
  readonly signed: SignedAttempt | undefined
}

export function signingFailure(context: FailureContext, cause: unknown): Failure {
  return {
    error: new SigningError(`${context.outgoing.operation.id}: the request could not be signed; nothing was sent`, {
      ...details(context, 'not-sent', 'Look at the cause: the signing provider failed or gave something unusable.'),
      cause: safeCause(cause, secretsOf(context)),
    }),
  }
}

/** Providers are not told of the deadline, so it is kept for them. */
export function signingTimeoutFailure(context: FailureContext, timeoutMs: number): Failure {
  const { id } = context.outgoing.operation
  return {
    error: new TimeoutError(
      `${id}: no signature within ${timeoutMs} ms; nothing was sent`,
      details(context, 'not-sent', 'The provider that signs did not answer in time; it can be tried again.'),
    ),
  }
}

/** The client's own limiter did not let it through in time. */
export function limiterTimeout(context: FailureContext, timeoutMs: number): TimeoutError {
  const { id } = context.outgoing.operation
  return new TimeoutError(
    `${id}: the limiter had no room for it within ${timeoutMs} ms; nothing was sent`,
    details(
      context,
      'not-sent',
      'More is asked for than the vendor allows per second: spread it out, or allow more time.',
    ),
  )
}

export function timeoutFailure(context: FailureContext, timeoutMs: number, cause: unknown): Failure {
  const { id, effect } = context.outgoing.operation
  if (neverConnected(cause)) {
    return {
      error: new TimeoutError(
        `${id}: no connection within ${timeoutMs} ms; nothing was sent`,
        details(context, 'not-sent', unsentHint),
      ),
    }
  }
  return {
    error: new TimeoutError(
      `${id}: no answer within ${timeoutMs} ms; ${maybe(effect)}`,
      details(context, 'unknown', beforeRepeating(effect)),
    ),
  }
}

const unsentHint = 'Check the endpoint, the network and any proxy; it can be tried again.'

export function connectionFailure(context: FailureContext, cause: unknown): Failure {
  const { id, effect } = context.outgoing.operation
  const code = codeOf(cause)
  if (code === tooLargeCode) return tooLargeFailure(context, cause as { readonly status: number })
  const unsent = neverConnected(cause)
  const safe = safeCause(cause, secretsOf(context))
  const what =
    safe !== undefined && code !== undefined && noTunnel.test(code)
      ? `${id}: ${safe.message}`
      : `${id}: the connection failed${code === undefined ? '' : ` (${code})`}`
  return {
    error: new ConnectionError(unsent ? `${what}; nothing was sent` : `${what}; ${maybe(effect)}`, {
      ...details(context, unsent ? 'not-sent' : 'unknown', unsent ? unsentHint : beforeRepeating(effect)),
      cause: safe,
    }),
  }
}

/** An HTTP status other than 200: the vendor gives none, so something between us and it did. */
export function statusFailure(context: FailureContext, response: TransportResponse): Failure {
  const { id, effect } = context.outgoing.operation
  const { status } = response
  const what =
    status >= 300 && status < 400 ? 'a redirect, which is never followed' : 'something between here and the vendor'
  return {
    error: new ProtocolError(`${id}: HTTP status ${status} from ${what}; ${maybe(effect)}`, {
      ...details(context, 'unknown', `${statusHint} ${beforeRepeating(effect)}`),
      status,
    }),
    retryAfterMs: retryAfterOf(response),
  }
}

function tooLargeFailure(context: FailureContext, { status }: { readonly status: number }): Failure {
  const { id, effect } = context.outgoing.operation
  return {
    error: new ProtocolError(`${id}: the response is larger than 8 MiB and was cut off; ${maybe(effect)}`, {
      ...details(context, 'unknown', `${statusHint} ${beforeRepeating(effect)}`),
      status,
    }),
  }
}

/** HTTP status 200, but not the vendor's envelope. */
export function envelopeFailure(context: FailureContext, reason: string): Failure {
  const { id, effect } = context.outgoing.operation
  return {
    error: new ProtocolError(`${id}: ${reason}; ${maybe(effect)}`, {
      ...details(context, 'unknown', `${statusHint} ${beforeRepeating(effect)}`),
      status: 200,
    }),
  }
}

export function refusalFailure(context: FailureContext, refusal: ErrorResponse, response: TransportResponse): Failure {
  const { id, effect } = context.outgoing.operation
  const { row } = refusal
  const outcome: Outcome = row.executed === 'maybe' && effect !== 'safe' ? 'unknown' : 'refused'
  const secrets = secretsOf(context)
  const reason = redact(refusal.reason, secrets)
  const vendorCode = safeCode(refusal.vendorCode, secrets)
  const said = reason === '' ? '' : `: ${reason}`
  const verb =
    outcome === 'unknown'
      ? `failed with ${vendorCode}${said}; ${maybe(effect)}`
      : `was refused with ${vendorCode}${said}`
  const hint = outcome === 'unknown' ? `${row.hint} ${beforeRepeating(effect)}` : row.hint
  return {
    error: new ApiError(`${id} ${verb}`, {
      ...details(context, outcome, hint),
      vendorCode,
      kind: row.kind,
      requestId: safeRequestId(context, refusal.requestId),
      link: row.link,
    }),
    rule: row.retry,
    signed: context.signed,
    serverTime: timeOf(response.headers.get('date')),
    retryAfterMs: retryAfterOf(response),
  }
}

/** What comes back as a code or an id may be the request itself, echoed by something between here and the vendor. */
const longestId = 128

function safeCode(code: number | string, secrets: readonly string[]): number | string {
  return typeof code === 'number' ? code : redact(code, secrets, longestId)
}

/** As the vendor makes them, for the cloud interface and for the Call interface. No secret looks like that. */
const vendorRequestId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|Id-[0-9a-f]{32}-O-Seq-\d{1,20})$/i

/** A request id that may be shown; one of the vendor's own form needs no search for secrets. */
export function safeRequestId(context: FailureContext, id: string | undefined): string | undefined {
  return id === undefined || vendorRequestId.test(id) ? id : redact(id, secretsOf(context), longestId)
}

const statusHint = 'A proxy, a captive portal or a wrong endpoint answers so.'

function maybe(effect: Effect): string {
  return effect === 'safe' ? 'nothing was changed' : 'it may have been executed'
}

function beforeRepeating(effect: Effect): string {
  return effect === 'unsafe' ? 'Look whether it happened before doing it again.' : 'It is harmless to try again.'
}

function details({ outgoing, attempt, at, signed }: FailureContext, outcome: Outcome, hint: string) {
  const random = signed?.random
  const { operation, host, sdkAppId } = outgoing
  return {
    ...{ operation: operation.id, outcome, hint, attempts: attempt, at, host, sdkAppId },
    ...(random === undefined ? {} : { random }),
  }
}

function secretsOf({ outgoing, signed }: FailureContext): readonly string[] {
  return [...outgoing.signer.secrets(), ...(signed?.secrets ?? []), ...outgoing.bodySecrets()]
}

/** Before this the interfaces did not exist, and after the other a UserSig cannot count the seconds any more. */
const earliestTime = Date.UTC(2020)
const latestTime = Date.UTC(2100)

/** The server's time. A time that cannot be is a fault of something between; the skew is not measured by it. */
function timeOf(date: string | null): number | undefined {
  const time = date === null ? Number.NaN : Date.parse(date)
  return time >= earliestTime && time < latestTime ? time : undefined
}

const longestRetryAfterMs = 60_000

/** `Retry-After` in seconds; a longer one than a minute is the caller's business. */
function retryAfterOf(response: TransportResponse): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, longestRetryAfterMs) : undefined
}
