import type { Operation, RetryRule } from '@trtc-call/spec'

/** One attempt, before it is signed. */
export interface UnsignedAttempt {
  readonly operation: Operation
  readonly url: string
  readonly body: string
}

/** What goes on the wire. Everything in it may be secret. */
export interface SignedAttempt {
  readonly url: string
  readonly headers: Record<string, string>
  /** The `random` of the Call interface's query. */
  readonly random?: number
  /** What in it must never be shown. */
  readonly secrets: readonly string[]
}

/** Signs attempts of one interface. Each attempt is signed anew. */
export interface RequestSigner {
  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt>
  /**
   * Told of a refused signature: whether signing again can help. `serverTime` is the answer's `Date` in milliseconds,
   * from which clock skew is measured.
   */
  recover(rule: RetryRule, serverTime: number | undefined): boolean
  /** What it signs with, for the case that signing fails. */
  secrets(): readonly string[]
}
