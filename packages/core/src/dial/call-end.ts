import type { CallComponents } from '@trtc-call/spec'

/** The vendor's record of a finished call. */
export type CallRecord = CallComponents['schemas']['CallRecord']

/** Who answered and when; or how the call ended unanswered. */
export type CallAnswer =
  | {
      readonly answered: true
      /** The callees who were in the call when that was seen. */
      readonly by: readonly string[]
      /** When it was seen, in milliseconds since the epoch. */
      readonly at: number
    }
  | ({ readonly answered: false } & CallEnd)

/** The outcome of a call. `unknown`: it has ended, and no record or callback says how. */
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
  /** The source of the outcome: the vendor's record, a callback, this handle's hang-up, or a poll that found no call. */
  readonly source: 'record' | 'callback' | 'hang-up' | 'poll'
  readonly record?: CallRecord | undefined
  /** The result of the stream, if it started. */
  readonly stream?: StreamEnd | undefined
}

/** The result of a call's stream. */
export interface StreamEnd {
  readonly taskId: string
  /** `ended`: it played to its end or failed (the vendor does not say which). `stopped`: this handle stopped it. */
  readonly result: 'ended' | 'stopped'
}
