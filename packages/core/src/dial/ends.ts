import type { CallComponents } from '@trtc-call/spec'

/** The vendor's record of a finished call. */
export type CallRecord = CallComponents['schemas']['CallRecord']

/** Somebody answered, or nobody did and this is how it ended. */
export type Answer =
  | {
      readonly answered: true
      /** The callees who were in the call when that was seen. */
      readonly by: readonly string[]
      /** When it was seen, in milliseconds since the epoch. */
      readonly at: number
    }
  | ({ readonly answered: false } & CallEnd)

/** How a call came to its end. `unknown`: it is over, and neither a record nor a callback says how. */
export type CallOutcome =
  | 'completed'
  | 'rejected'
  | 'not-answered'
  | 'busy'
  | 'cancelled'
  | 'interrupted'
  | 'offline'
  | 'unknown'

/** How a call ended. */
export interface CallEnd {
  readonly outcome: CallOutcome
  /** Where that is known from: the vendor's record, a callback, our own hanging up, or only that the call is gone. */
  readonly source: 'record' | 'callback' | 'hang-up' | 'poll'
  readonly record?: CallRecord | undefined
  /** What became of the stream, where there was one. */
  readonly stream?: StreamEnd | undefined
}

/** What became of the stream of a call. */
export interface StreamEnd {
  readonly taskId: string
  /** `over`: it ended by itself (played out or failed; the vendor does not say which); `stopped`: by this handle. */
  readonly how: 'over' | 'stopped' | 'running'
}
