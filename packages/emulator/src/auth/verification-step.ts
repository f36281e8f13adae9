/** One check of a signature, with the expected and the received value. */
export interface VerificationStep {
  /** Describes the check, such as `identifier is an administrator`. */
  readonly check: string
  /** Set for the checks that compare a MAC (of a UserSig) or a signature (of a request). */
  readonly kind?: 'mac' | 'signature'
  readonly passed: boolean
  readonly expected?: string
  readonly received?: string
  /** The texts that were signed, such as the string to sign. */
  readonly inputs?: readonly { readonly name: string; readonly text: string }[]
}

/** Receives every step, in order. */
export type RecordStep = (step: VerificationStep) => void
