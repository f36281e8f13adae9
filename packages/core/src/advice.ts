import type { Effect, ErrorKind } from '@trtc-call/spec'
import type { Outcome } from './error-details.ts'

/**
 * What a program can do about an error, for `switch`. `hint` says the same to a person, in more detail.
 *
 * - `retry`: send the same request again; it does no harm and may succeed
 * - `check-first`: the operation may have taken effect; check that before sending it again
 * - `fix-input`: the same request will fail again; change its parameters or the client's options
 * - `fix-credentials`: the key, the signature or its permissions are wrong
 * - `none`: nothing that a program could do
 */
export type Advice = 'retry' | 'check-first' | 'fix-input' | 'fix-credentials' | 'none'

/** The facts that the advice follows from. */
interface AdviceInput {
  readonly outcome: Outcome
  readonly effect: Effect
  /** What the vendor's error is about; undefined when the vendor did not respond. */
  readonly kind?: ErrorKind | undefined
  /** The HTTP status, when it was not the vendor that responded. */
  readonly status?: number | undefined
}

export function adviceFor({ outcome, effect, kind, status }: AdviceInput): Advice {
  if (outcome === 'unknown' && effect === 'unsafe') return 'check-first'
  // A redirect or a 4xx would repeat.
  if (status !== undefined) return status >= 300 && status < 500 && status !== 429 ? 'none' : 'retry'
  return outcome === 'unknown' || kind === undefined ? 'retry' : adviceForKind(kind)
}

function adviceForKind(kind: ErrorKind): Advice {
  switch (kind) {
    case 'authentication':
    case 'permission':
      return 'fix-credentials'
    case 'rate-limit':
    case 'unavailable':
      return 'retry'
    case 'package':
    case 'other':
      return 'none'
    default:
      return 'fix-input'
  }
}
