/**
 * - `ok`: as expected
 * - `failed`: calls will not work like this
 * - `warning`: works, but deserves attention
 * - `skipped`: not checked
 */
export type FindingState = Finding['state']

/** The result of one check. */
export type Finding = ProbeResult & {
  /** A stable id for scripts: `call-signature`. */
  readonly check: string
}

/** A finding without the name of its check. A failure or warning always has a cause and a fix. */
export type ProbeResult = Details &
  (
    | { readonly state: 'ok' | 'skipped'; readonly cause?: string; readonly fix?: string }
    | { readonly state: 'failed' | 'warning'; readonly cause: string; readonly fix: string }
  )

interface Details {
  /** What was found. */
  readonly summary: string
  /** The response that was expected. */
  readonly expected?: string
  /** The page of the vendor's console or documentation where it can be fixed. */
  readonly link?: string | undefined
  readonly vendorCode?: number | string | undefined
  readonly requestId?: string | undefined
}

export function skippedByInterrupt(check: string): Finding {
  return { check, state: 'skipped', summary: 'not checked: interrupted' }
}
