import { type Family, findVendorError, type VendorError, type VendorErrorGroups } from '@trtc-call/spec'
import { type DescribeCode, describeKind, type ErrorDescription } from '../error-description.ts'

/** What an answer's text turned out to be. */
export type Reading =
  | {
      readonly kind: 'value'
      readonly value: Readonly<Record<string, unknown>>
      readonly requestId: string | undefined
    }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'broken'; readonly reason: string }

/** A refusal as the vendor worded it, with what we know about its code. */
export interface Refusal {
  readonly vendorCode: number | string
  readonly reason: string
  readonly requestId: string | undefined
  readonly row: VendorError & ErrorDescription
}

/** Reads one interface's envelope. */
export type ReadEnvelope = (text: string) => Reading

/** The vendor's codes have at most 64 characters; a longer one is nothing to look up. */
const longestCode = 128

/** A code that no page lists: nothing is known, so nothing is assumed. */
const unlisted: VendorError = { kind: 'other', executed: 'maybe', retry: 'never' }

/** What the vendor said, joined with the tables of its interface. */
export function readRefusal(
  family: Family,
  groups: VendorErrorGroups,
  said: Omit<Refusal, 'reason' | 'row'> & { readonly reason: unknown },
  describeCode: DescribeCode | undefined,
): Reading {
  const { vendorCode } = said
  const code = typeof vendorCode === 'number' ? vendorCode : vendorCode.slice(0, longestCode)
  const known = findVendorError(groups, String(code)) ?? unlisted
  const row = { ...known, ...(describeCode?.(family, code) ?? describeKind(family, known.kind, code)) }
  return { kind: 'refusal', refusal: { ...said, reason: textOf(said.reason) ?? '', row } }
}

/** The text as a JSON object; undefined when it is something else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Text that may have come as a number; undefined for everything else and for empty text. */
export function textOf(value: unknown): string | undefined {
  // A larger number has been rounded: it would be the id of something else.
  if (Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
