import type { Operation } from '@trtc-call/spec'

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
  /** Tells the signer, should this be refused, what it signed with. */
  readonly signedWith: unknown
}

/** A signature that the vendor did not take. */
export interface RefusedSignature {
  /** `renew`: it has expired. `reload`: it was made with a wrong key. */
  readonly rule: 'renew' | 'reload'
  readonly signed: SignedAttempt
  /** The answer's `Date` in milliseconds, from which clock skew is measured. */
  readonly serverTime: number | undefined
}

/** Signs attempts of one interface. Each attempt is signed anew. */
export interface RequestSigner {
  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt>
  /**
   * Told of a refused signature; says whether signing again gives another one. It does not when the key is the same as
   * before, and a signature that has expired is only another one when the time, or the skew, is.
   */
  recover(refused: RefusedSignature): boolean | Promise<boolean>
  /** What it signs with, for the case that signing fails. */
  secrets(): readonly string[]
}
