import type { ErrorKind, RetryRule } from '@trtc-call/spec'
import { type Advice, adviceFor } from '../advice.ts'
import type { ErrorDetails, Outcome } from '../error-details.ts'
import type { AnyTrtcError } from '../errors.ts'
import type { SignedAttempt } from '../signers/signer.ts'
import type { PreparedRequest } from './prepared-request.ts'

/** A failed attempt: the error to throw, and the facts that decide whether there is another attempt. */
export interface Failure {
  readonly error: AnyTrtcError
  readonly rule?: RetryRule
  /** The signature of the refused request. */
  readonly signed?: SignedAttempt | undefined
  readonly serverTime?: number | undefined
  readonly retryAfterMs?: number | undefined
}

/** The attempt that failed. */
export interface FailureContext {
  readonly request: PreparedRequest
  readonly attempt: number
  /** When it began, in milliseconds since the epoch. */
  readonly at: number
  /** Undefined until it is signed. */
  readonly signed: SignedAttempt | undefined
}

/** Facts about the error beyond the outcome. */
interface DetailFacts {
  readonly kind?: ErrorKind
  readonly status?: number
  /** Instead of the advice that follows from the other facts. */
  readonly advice?: Advice
}

/** The details of an error. Unless the vendor refused the request, the hint ends with the advice. */
export function detailsOf(
  { request, attempt, at, signed }: FailureContext,
  outcome: Outcome,
  hint: string,
  { kind, status, advice: given }: DetailFacts = {},
): ErrorDetails {
  const { operation, host, sdkAppId } = request
  const { id, effect } = operation
  const advice = given ?? adviceFor({ outcome, effect, kind, status })
  return {
    operation: id,
    outcome,
    advice,
    hint: outcome === 'refused' ? hint : `${hint} ${inWords[advice] ?? ''}`.trim(),
    attempts: attempt,
    at,
    host,
    sdkAppId,
    ...(signed?.random !== undefined && { random: signed.random }),
  }
}

const inWords: { readonly [Word in Advice]?: string } = {
  retry: 'Safe to retry.',
  'check-first': 'Check whether it took effect before retrying.',
}

/** The end of the message of an error with an unknown outcome. */
export function mayHaveEffect({ request }: FailureContext): string {
  return request.operation.effect === 'safe' ? '; nothing was changed' : '; it may have taken effect'
}

/** All secrets of the request, to redact texts from outside. */
export function secretsOf({ request, signed }: FailureContext): readonly string[] {
  return [...request.signer.secrets(), ...(signed?.secrets ?? []), ...request.bodySecrets()]
}
