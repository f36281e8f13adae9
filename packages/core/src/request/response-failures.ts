import { ApiError, ProtocolError } from '../errors.ts'
import type { ErrorResponse } from './envelope.ts'
import { detailsOf, type Failure, type FailureContext, mayHaveEffect, secretsOf } from './failure.ts'
import { redact } from './redact.ts'
import type { TransportResponse } from './transport.ts'

/** An HTTP status other than 200, which the vendor never sends: something between the client and the vendor responded. */
export function statusFailure(context: FailureContext, response: TransportResponse): Failure {
  const { status } = response
  const note = status >= 300 && status < 400 ? ' (redirects are not followed)' : ''
  return {
    ...protocolFailure(context, `unexpected HTTP status ${status}${note}`, status),
    retryAfterMs: retryAfterOf(response),
  }
}

/** A response that is not one of the vendor's. */
export function protocolFailure(context: FailureContext, what: string, status = 200): Failure {
  const hint = 'A proxy or a wrong endpoint may have responded.'
  return {
    error: new ProtocolError(`${context.request.operation.id}: ${what}${mayHaveEffect(context)}`, {
      ...detailsOf(context, 'unknown', hint, { status }),
      status,
    }),
  }
}

/** The vendor responded with an error. */
export function apiFailure(context: FailureContext, error: ErrorResponse, response: TransportResponse): Failure {
  const { id, effect } = context.request.operation
  const { row } = error
  const isUnknown = row.executed === 'maybe' && effect !== 'safe'
  const secrets = secretsOf(context)
  const reason = redact(error.reason, secrets)
  const { vendorCode: code } = error
  const vendorCode = typeof code === 'number' ? code : redact(code, secrets, maxIdLength)
  const verb = isUnknown ? 'failed' : 'was refused'
  const { kind, link } = row
  return {
    error: new ApiError(
      `${id} ${verb} with ${vendorCode}${reason && `: ${reason}`}${isUnknown ? mayHaveEffect(context) : ''}`,
      {
        ...detailsOf(context, isUnknown ? 'unknown' : 'refused', row.hint, { kind }),
        vendorCode,
        kind,
        requestId: safeRequestId(context, error.requestId),
        link,
      },
    ),
    rule: row.retry,
    signed: context.signed,
    serverTime: serverTimeOf(response),
    retryAfterMs: retryAfterOf(response),
  }
}

/** A code or an id may be the request itself, echoed by something between the client and the vendor. */
const maxIdLength = 128

/** The forms of the cloud interface and of the Call interface. No secret has them. */
const vendorRequestId = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|Id-[0-9a-f]{32}-O-Seq-\d{1,20})$/i

/** A request id that may be shown. One in the vendor's own form needs no search for secrets. */
export function safeRequestId(context: FailureContext, id: string | undefined): string | undefined {
  return id === undefined || vendorRequestId.test(id) ? id : redact(id, secretsOf(context), maxIdLength)
}

/** The interfaces did not exist before the one, and a UserSig cannot count the seconds after the other. */
const earliestTime = Date.UTC(2020)
const latestTime = Date.UTC(2100)

/** The server's time. An impossible time is a fault of something in between; the clock skew is not measured by it. */
function serverTimeOf({ headers }: TransportResponse): number | undefined {
  const time = Date.parse(headers.get('date') ?? '')
  return time >= earliestTime && time < latestTime ? time : undefined
}

const maxRetryAfterMs = 60_000

/** `Retry-After` in milliseconds, at most one minute. */
function retryAfterOf({ headers }: TransportResponse): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, maxRetryAfterMs) : undefined
}
