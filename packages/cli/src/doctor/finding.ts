/**
 * - `ok`: as expected
 * - `bad`: it will not work so
 * - `note`: it works, and is worth knowing
 * - `skipped`: not looked at
 * - `inconclusive`: looked at, and the answer tells neither
 */
export type FindingState = Finding['state']

/** One thing that the doctor looked at. What is not as it should be says why, and how to mend it. */
export type Finding = Looked & (Fine | Wanting)

interface Looked {
  /** The same in every version, for scripts. */
  readonly check: string
  /** What was found. */
  readonly what: string
  /** The answer that was expected, of whoever was asked. */
  readonly expected?: string | undefined
  /** The page of the console where it is mended, or of the vendor’s documents. */
  readonly where?: string | undefined
  readonly vendorCode?: number | string | undefined
  readonly requestId?: string | undefined
}

interface Fine {
  readonly state: 'ok' | 'skipped'
  readonly why?: string | undefined
  /** What to do next. */
  readonly mend?: string | undefined
}

interface Wanting {
  readonly state: 'bad' | 'note' | 'inconclusive'
  readonly why: string
  readonly mend: string
}

/** What one check says, without its name. */
export type Said = Omit<Looked, 'check' | 'expected'> & (Fine | Wanting)

/** Somebody asked to stop before there was an answer. */
export function interruptedAt(check: string): Finding {
  return { check, state: 'skipped', what: 'not looked at, for somebody asked to stop' }
}

/** Whether nothing is bad. */
export function isWell(findings: readonly Finding[]): boolean {
  return findings.every(({ state }) => state !== 'bad')
}
