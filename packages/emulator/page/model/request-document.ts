import type { Explanation } from '../../src/explain/explain-request.ts'
import type { RecordedRequest } from '../../src/state/request-log.ts'

/** Response of `GET /_emulator/requests/<index>`. */
export interface RequestDocument extends RecordedRequest {
  /** Absent for an unknown operation. */
  readonly family?: 'call' | 'trtc'
  readonly path?: string
  /** Absent if the request was rejected before its signature was verified. */
  readonly explanation?: Explanation
}
