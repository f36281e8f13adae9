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

/** What the runtime has to know about a vendor code, from `errors/*.yaml`. */
export interface VendorError {
  readonly kind: ErrorKind
  /** Whether the command can have taken effect although this code came back. */
  readonly executed: 'no' | 'maybe'
  readonly retry: RetryRule
}

/** What to know about a vendor code. On the subpath `errors`, because the table is ten times as large as the rest. */
export interface VendorHint {
  /** What can be done about it. */
  readonly hint: string
  /** The vendor page that lists the code. */
  readonly link: string
}

/**
 * A generated error table: the codes of one interface, separated by blanks, under the words that describe them. Read it
 * with {@link findVendorError}.
 */
export type VendorErrorGroups = {
  readonly [Words in `${ErrorKind} ${VendorError['executed']} ${RetryRule}`]?: string
}

/**
 * What a vendor code means: its own row, or that of the family it belongs to, as `InternalError.NewKind` is an
 * `InternalError`; undefined when neither is listed.
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

/** `InternalError` of `InternalError.NewKind`; an empty text when there is nothing above. */
export function familyOf(code: string): string {
  return code.slice(0, Math.max(0, code.lastIndexOf('.')))
}
