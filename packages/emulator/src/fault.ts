/**
 * What a scripted answer looks like on the wire.
 *
 * - `drop`: the connection ends without a byte
 * - `reset`: the connection is reset
 * - `hang`: nothing ever comes
 * - `half-json`: status 200 and the first half of the envelope
 * - `html`: status 200 and a page
 * - `redirect`: status 302 to another path of the emulator
 * - `{ status }`: that status, with a page
 */
export type FaultShape = 'drop' | 'hang' | 'reset' | 'half-json' | 'html' | 'redirect' | { readonly status: number }

/** Something that goes wrong on purpose, for the next requests of one operation that pass authentication and validation. */
export interface Fault {
  /** Whether the operation is carried out all the same. Default: true, but false when a `code` is given. */
  readonly act?: boolean
  /** The shape of the answer. Default: an ordinary envelope. */
  readonly then?: FaultShape
  /** Vendor code to answer with: a number for the Call family, text for the cloud API. */
  readonly code?: number | string
  /** Real milliseconds to wait before answering; the operation is carried out before them. */
  readonly delayMs?: number
  /** How many requests it applies to. Default 1. */
  readonly times?: number
  /** Value of a Retry-After header, in seconds. */
  readonly retryAfter?: number
}
