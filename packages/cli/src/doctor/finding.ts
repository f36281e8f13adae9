/**
 * - `ok`: as expected
 * - `bad`: it will not work so
 * - `note`: it works, and is worth knowing
 * - `skipped`: not looked at
 * - `inconclusive`: looked at, and the answer tells neither
 */
export type FindingState = 'ok' | 'bad' | 'note' | 'skipped' | 'inconclusive'

/** One thing that the doctor looked at. */
export interface Finding {
  /** The same in every version, for scripts. */
  readonly check: string
  readonly state: FindingState
  /** What was found. */
  readonly what: string
  /** The answer that was expected, of whoever was asked. */
  readonly expected?: string | undefined
  readonly why?: string | undefined
  readonly mend?: string | undefined
  /** The page of the console, or of the documents, where it is mended. */
  readonly where?: string | undefined
  readonly vendorCode?: number | string | undefined
  readonly requestId?: string | undefined
}

/** Whether nothing is bad. */
export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'bad')
}
