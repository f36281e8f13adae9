import type { RetryRule, VendorError } from '@trtc-call/spec'

/** What an answer's text turned out to be. */
export type Reading =
  | {
      readonly kind: 'value'
      readonly value: Readonly<Record<string, unknown>>
      readonly requestId: string | undefined
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'broken'; readonly reason: string }

/** A refusal as the vendor worded it, with the row of our table. */
export interface Refusal {
  readonly vendorCode: number | string
  readonly reason: string
  readonly requestId: string | undefined
  readonly row: VendorError
}

/** Reads one interface's envelope. */
export type ReadEnvelope = (text: string) => Reading

/** A code that no page lists: nothing is known, so nothing is assumed. */
export const unlisted: VendorError = {
  kind: 'other',
  executed: 'maybe',
  retry: 'never' satisfies RetryRule,
  hint: 'This code is not listed on any vendor page; ask the vendor with the request id.',
  link: 'https://www.tencentcloud.com/document/product/647',
}

/** The text as a JSON object; undefined when it is something else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

export function optionalString(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}
