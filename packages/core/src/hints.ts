import { findHint } from '@trtc-call/spec/hints'
import { isTrtcError } from './errors.ts'
import type { Explain, Explanation } from './explanation.ts'

export type { Explain, Explanation }

/**
 * The full table of hints, for `explain` of a `Runtime`: every vendor code that a page lists, with that page. 45 kB before
 * compression, which is why clients for edge runtimes leave it out.
 *
 * @example
 * const runtime: Runtime = { ...webRuntime, explain: explainCode }
 */
export const explainCode: Explain = findHint

/**
 * What can be done about an error that the vendor answered with, and the vendor page that lists its code; undefined for
 * other errors, and for codes that no page lists. The clients of `@trtc-call/node` have it in `error.hint` and `error.link`
 * already; those for edge runtimes have a shorter hint, by the error's `kind`.
 *
 * @example
 * catch (error) {
 *   const { hint, link } = explain(error) ?? {}
 *   console.error(error, hint, link)
 * }
 */
export function explain(error: unknown): Explanation | undefined {
  if (!isTrtcError(error) || error.code !== 'ERR_API') return undefined
  return explainCode(typeof error.vendorCode === 'number' ? 'call' : 'trtc', error.vendorCode)
}
