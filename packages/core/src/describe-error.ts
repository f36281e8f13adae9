import { findHint } from '@trtc-call/spec/errors'
import type { DescribeCode, ErrorDescription } from './describe-kind.ts'
import { isTrtcError } from './errors.ts'

export type { DescribeCode, ErrorDescription }

/**
 * The full table of hints, for `describeCode` of a `Runtime`: every vendor code that a page lists, with that page. It is 45 kB
 * before compression, so clients for edge runtimes leave it out.
 *
 * @example
 * const runtime: Runtime = { ...webRuntime, describeCode }
 */
export const describeCode: DescribeCode = findHint

/**
 * Describes an API error: what to do about it, and the vendor page that lists its code. Returns undefined for other errors
 * and for codes that no page lists. Clients of `@trtc-call/node` already have this in `error.hint` and `error.link`; clients
 * for edge runtimes have a shorter hint, by the error's `kind`.
 *
 * @example
 * catch (error) {
 *   const { hint, link } = describeError(error) ?? {}
 *   console.error(error, hint, link)
 * }
 */
export function describeError(error: unknown): ErrorDescription | undefined {
  if (!isTrtcError(error) || error.code !== 'ERR_API') return undefined
  return describeCode(typeof error.vendorCode === 'number' ? 'call' : 'trtc', error.vendorCode)
}
