/** What a refusal is about, whichever interface it came from. */
export type ErrorKind =
  | 'authentication' // a signature or key is wrong, expired, or belongs to somebody else
  | 'permission' // the identity is right but may not do this
  | 'configuration' // the app, its site or a console switch does not fit
  | 'package' // a package, trial or quota is missing or used up
  | 'invalid-request' // the request itself is wrong
  | 'not-found' // there is nothing of that name, or not any more
  | 'conflict' // it exists already, or has already happened
  | 'rate-limit' // too many requests; nothing was executed
  | 'unavailable' // the vendor's side failed or timed out
  | 'other'

/**
 * - `never`: the same request will be refused again
 * - `backoff`: waiting helps
 * - `renew`: a new signature helps (the old one has expired)
 * - `reload`: only another key helps; worth one look whether it was rotated
 */
export type RetryRule = 'never' | 'backoff' | 'renew' | 'reload'

/** One row of the generated error tables, from `errors/*.yaml`. */
export interface VendorError {
  readonly kind: ErrorKind
  /** Whether the command can have taken effect although this code came back. */
  readonly executed: 'no' | 'maybe'
  readonly retry: RetryRule
  /** What a person can do about it. */
  readonly hint: string
  /** The vendor page that lists the code. */
  readonly link: string
}
