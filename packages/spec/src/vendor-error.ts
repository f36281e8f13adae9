/** The kind of a vendor error, the same for both interfaces. */
export type ErrorKind =
  | 'authentication' // a signature or key is wrong, expired, or belongs to another user
  | 'permission' // the identity is valid but lacks the right
  | 'configuration' // the app, its site or a console setting is wrong
  | 'package' // a package, trial or quota is missing or used up
  | 'invalid-request' // the request is wrong
  | 'not-found' // the resource does not exist, or no longer exists
  | 'conflict' // the resource exists already, or is in use
  | 'rate-limit' // too many requests; nothing was executed
  | 'unavailable' // the vendor's service failed or timed out
  | 'other'

/**
 * When to retry:
 *
 * - `never`: the same request fails again
 * - `backoff`: after a delay
 * - `new-signature`: with a new signature, because the old one has expired
 * - `new-key`: with another key, if it has been rotated
 */
export type RetryRule = 'never' | 'backoff' | 'new-signature' | 'new-key'

/** What the runtime needs of a vendor code, from `errors/*.yaml`. */
export interface VendorError {
  readonly kind: ErrorKind
  /** Whether the command can have taken effect despite this code. */
  readonly executed: 'no' | 'maybe'
  readonly retry: RetryRule
}

/** What to know about a vendor code. On the subpath `errors`, because the table is ten times as large as the rest. */
export interface VendorHint {
  /** What to do. */
  readonly hint: string
  /** The vendor page that lists the code. */
  readonly link: string
}

/**
 * A generated error table: the codes of one interface, separated by spaces, by kind, execution and retry. Read it with
 * {@link findVendorError}.
 */
export type VendorErrorGroups = {
  readonly [Words in `${ErrorKind} ${VendorError['executed']} ${RetryRule}`]?: string
}

/**
 * Finds a vendor code, or else its family: `InternalError.NewKind` is an `InternalError`. Returns undefined if neither is
 * listed.
 *
 * @example
 * findVendorError(callErrors, '101004')?.kind // 'not-found'
 */
export function findVendorError(groups: VendorErrorGroups, code: string): VendorError | undefined {
  for (let name = code; name !== ''; name = familyOf(name)) {
    for (const [words, codes] of Object.entries(groups)) {
      if (!codes.split(' ').includes(name)) continue
      const [kind, executed, retry] = words.split(' ')
      return { kind, executed, retry } as VendorError
    }
  }
  return undefined
}

/** The family of a dotted code, `InternalError` for `InternalError.NewKind`; empty for a code without a dot. */
export function familyOf(code: string): string {
  return code.slice(0, Math.max(0, code.lastIndexOf('.')))
}
