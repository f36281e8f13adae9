import type { Rule } from './rule.ts'

/** Which of the vendor's two interfaces: `call` is signed with a UserSig in the query, `trtc` with TC3 in a header. */
export type Family = 'call' | 'trtc'

/**
 * What repeating a request does: `safe` only reads, `idempotent` ends in the same state however often it is sent,
 * `unsafe` acts again (rings again, starts again).
 */
export type Effect = 'safe' | 'idempotent' | 'unsafe'

/** One row of the generated operation table: everything the runtime has to know about a vendor command or action. */
export interface Operation {
  /** The spec's operationId, in camel case: `startCallByRobot`. */
  readonly id: string
  readonly family: Family
  /** The vendor's own name: `start_call_by_robot`, `StartStreamIngest`. */
  readonly command: string
  /** Path key in the OpenAPI document; for TC3 actions it ends in a fragment that never reaches the wire. */
  readonly path: string
  readonly effect: Effect
  /** At most `requests` in any window of `perMs` milliseconds, per app (call) or per account, region and action (trtc). */
  readonly rateLimit: { readonly requests: number; readonly perMs: number }
  /** Vendor codes which, met on a repeated attempt, mean that the earlier attempt did its work. */
  readonly settledBy: readonly (number | string)[]
  /** Fields of the reply that are text. A number there is read as text; any other value counts as absent. */
  readonly replyTexts?: readonly string[]
  /** What the request body must look like. */
  readonly body: Rule
  /** Where the reply has secrets, if it has any: only the way to them is described. */
  readonly reply?: Rule
}
