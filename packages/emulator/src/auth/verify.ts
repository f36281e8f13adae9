import type { IncomingHttpHeaders } from 'node:http'
import type { AppSettings } from '../app-options.ts'
import type { Family } from '../operations.ts'
import { checkAdminQuery } from './admin-query.ts'
import { checkTc3 } from './tc3.ts'
import type { Trace } from './trace.ts'
import type { SignedForm } from './v1-request.ts'
import { checkSignedForm } from './v1-signature.ts'

/** All that a signature is judged by. Nothing in it changes later, so the same judgement can be made again. */
export interface Evidence {
  readonly family: Family
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly method: string
  /** As it was sent, without the question mark. */
  readonly rawQuery: string
  /** A request of the older kind. */
  readonly form: SignedForm | undefined
  /** SHA-256 of the body's bytes, in hex. */
  readonly bodyHash: string
  /** Those of the application that was named, with the keys that were taken then. */
  readonly settings: AppSettings
  /** By the server's clock, in milliseconds. */
  readonly now: number
}

/** Checks who asks. @throws Refusal with what {@link checkAdminQuery} or {@link checkTc3} finds. */
export function judge(evidence: Evidence, trace?: Trace): void {
  const { family, query, form, settings, now } = evidence
  if (family === 'call') checkAdminQuery(query, settings, now, trace)
  else if (form) checkSignedForm(form, { ...settings, now }, trace)
  else checkTc3(evidence, { ...settings, now }, trace)
}
