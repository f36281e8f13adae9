import type { Rule } from './rule.ts'

/** Which of the vendor's two interfaces: `call` is signed with a UserSig in the query, `trtc` with TC3 in a header. */
export type Family = 'call' | 'trtc'

/**
 * The effect of sending a request again: a `safe` one only reads, an `idempotent` one leads to the same state, an `unsafe`
 * one acts again (rings again, starts another stream).
 */
export type Effect = 'safe' | 'idempotent' | 'unsafe'

/** A row of the generated operation table: what the runtime needs of a vendor command or action. */
export interface Operation {
  /** The spec's operationId, in camel case: `startCallByRobot`. */
  readonly id: string
  readonly family: Family
  /** The vendor's own name: `start_call_by_robot`, `StartStreamIngest`. */
  readonly command: string
  /** Path key in the OpenAPI document; for TC3 actions it ends in a fragment that never reaches the wire. */
  readonly path: string
  readonly effect: Effect
  /** At most `requests` in any `perMs` milliseconds, per app (call) or per account, region and action (trtc). */
  readonly rateLimit: { readonly requests: number; readonly perMs: number }
  /** Vendor codes that mean success on a retry, because an earlier attempt has succeeded. */
  readonly idempotentSuccessCodes?: readonly (number | string)[]
  /** String fields of the response. A number is converted to a string; any other value counts as absent. */
  readonly responseStrings?: readonly string[]
  /** The constraints of the request body. */
  readonly body: Rule
  /** The secrets of the response, if any; the rule describes only the paths to them. */
  readonly response?: Rule
}
