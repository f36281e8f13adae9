import type { Explanation } from '../../src/explain/explain-request.ts'
import type { RecordedRequest } from '../../src/state/request-log.ts'

/** What `GET /_emulator/requests/<index>` answers. */
export interface RequestDocument extends RecordedRequest {
  /** Absent for what the vendor's documents do not know. */
  readonly family?: 'call' | 'trtc'
  readonly path?: string
  /** Absent when it was refused before its signature was looked at. */
  readonly explanation?: Explanation
}
