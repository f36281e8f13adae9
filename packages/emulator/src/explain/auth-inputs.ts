import type { Evidence } from '../auth/verify.ts'
import type { RecordedRequest } from '../state/request-log.ts'

/** Beside the requests and not in them, because it holds signatures, and requests get printed. */
const kept = new WeakMap<RecordedRequest, Evidence>()

export function keepEvidence(request: RecordedRequest, evidence: Evidence): void {
  kept.set(request, evidence)
}

/** Undefined for a request that was refused before anybody looked at its signature. */
export function evidenceOf(request: RecordedRequest): Evidence | undefined {
  return kept.get(request)
}
