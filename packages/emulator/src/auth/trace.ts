/** One look that a check took, with what it wanted to find and what it found. */
export interface VerificationStep {
  /** Short: `the app`, `the MAC`. */
  readonly check: string
  readonly passed: boolean
  readonly expected?: string
  readonly received?: string
  /** What both sides were computed from, such as the string to sign. */
  readonly inputs?: readonly { readonly name: string; readonly text: string }[]
}

/** Hears of every look, in order. Without one, checks say nothing and cost nothing. */
export type Trace = (step: VerificationStep) => void
