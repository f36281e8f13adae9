import type { IncomingHttpHeaders } from 'node:http'
import type { Family } from '../operations/operations.ts'
import type { AppSettings } from '../options/app-options.ts'
import { checkAdminQuery } from './check-admin-query.ts'
import { checkTc3 } from './check-tc3.ts'
import { checkV1Signature } from './check-v1-signature.ts'
import type { V1Request } from './v1-request.ts'
import type { RecordStep } from './verification-step.ts'

/** Everything that a signature is verified with. Immutable, so that `explainRequest` can verify again. */
export interface AuthInput {
  readonly family: Family
  readonly query: URLSearchParams
  readonly headers: IncomingHttpHeaders
  readonly method: string
  /** As sent, without the question mark. */
  readonly rawQuery: string
  /** Set for requests with signature v1. */
  readonly v1Request: V1Request | undefined
  /** SHA-256 of the body's bytes, in hex. */
  readonly bodyHash: string
  /** The application that the request names, with the keys at the time of the request. */
  readonly settings: AppSettings
  /** Server time in milliseconds. */
  readonly now: number
}

/** Verifies the signature of a request. @throws ApiError */
export function verifyAuth(input: AuthInput, recordStep?: RecordStep): void {
  const { family, query, v1Request, settings, now } = input
  if (family === 'call') checkAdminQuery(query, settings, now, recordStep)
  else if (v1Request) checkV1Signature(v1Request, { ...settings, now }, recordStep)
  else checkTc3(input, { ...settings, now }, recordStep)
}
