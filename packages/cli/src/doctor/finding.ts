/**
 * - `ok`: as expected
 * - `failed`: calls will not work like this
 * - `warning`: works, but deserves attention
 * - `skipped`: not checked
 */
export type FindingState = Finding['state']

/** The result of one check. */
export type Finding = CheckResult & {
  /** A stable id for scripts: `call-signature`. */
  readonly check: string
}

/** A finding without the name of its check. A failure or warning always has a cause and a fix. */
export type CheckResult = Details &
  (
    | { readonly state: 'ok' | 'skipped'; readonly cause?: string; readonly fix?: string }
    | { readonly state: 'failed' | 'warning'; readonly cause: string; readonly fix: string }
  )

interface Details {
  /** What was found. */
  readonly summary: string
  /** The response that was expected. */
  readonly expected?: string
  /** The page of the vendor's console where it can be fixed. */
  readonly page?: ConsolePage | undefined
  /** A page of the vendor's documentation, or the URL of `page` in a report. */
  readonly link?: string | undefined
  readonly vendorCode?: number | string | undefined
  readonly requestId?: string | undefined
}

/** Apps with their keys and packages; accounts with their administrators; the cloud account's SecretId and SecretKey. */
const consolePaths = { apps: 'trtc/app', accounts: 'im', cloudKeys: 'cam/capi' } as const

export type ConsolePage = keyof typeof consolePaths

/** Adds the URL of the console page. China and the other sites have separate consoles. */
export function withLink({ page, ...finding }: Finding, site: string | undefined): Finding {
  if (page === undefined) return finding
  const host = site === 'china' ? 'console.cloud.tencent.com' : 'console.tencentcloud.com'
  return { ...finding, link: `https://${host}/${consolePaths[page]}` }
}

export function skippedByInterrupt(check: string): Finding {
  return { check, state: 'skipped', summary: 'not checked: interrupted' }
}
