import type { Operation } from '@trtc-call/spec'

/** One attempt, before it is signed. */
export interface UnsignedAttempt {
  readonly operation: Operation
  readonly url: string
  readonly body: string
}

/** One attempt as it is sent. Everything in it may be secret. */
export interface SignedAttempt {
  readonly url: string
  readonly headers: Record<string, string>
  /** The `random` of the Call interface's query. */
  readonly random?: number
  /** The parts that must never be shown. */
  readonly secrets: readonly string[]
  /** The signer's own record of the signature, for `refreshSignature`. */
  readonly signedWith: unknown
}

/** A signature that the vendor refused. */
export interface RefusedSignature {
  /** `new-signature`: it has expired. `new-key`: it was made with a wrong key. */
  readonly rule: 'new-signature' | 'new-key'
  readonly signed: SignedAttempt
  /** The response's `Date` in milliseconds, from which the clock skew is measured. */
  readonly serverTime: number | undefined
}

/** Signs the attempts of one interface. Each attempt is signed separately. */
export interface RequestSigner {
  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt>
  /**
   * Gets the key again, or corrects the time, after the vendor refused a signature. Returns whether the next signature differs:
   * it does not if the key is the same as before, or if an expired signature would get the same time.
   */
  refreshSignature(refused: RefusedSignature): boolean | Promise<boolean>
  /** The signer's secrets, for errors before an attempt is signed. */
  secrets(): readonly string[]
}
