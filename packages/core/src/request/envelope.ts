import { type Family, findVendorError, type VendorError, type VendorErrorGroups } from '@trtc-call/spec'
import { type DescribeCode, describeKind, type ErrorDescription } from '../describe-kind.ts'

/** A parsed response: a value, an API error, or something that is not the vendor's envelope. */
export type Parsed =
  | {
      readonly kind: 'ok'
      readonly value: Readonly<Record<string, unknown>>
      readonly requestId: string | undefined
    }
  | { readonly kind: 'error'; readonly error: ErrorResponse }
  | { readonly kind: 'malformed'; readonly reason: string }

/** An API error response, with what the error tables know about its code. */
export interface ErrorResponse {
  readonly vendorCode: number | string
  readonly reason: string
  readonly requestId: string | undefined
  readonly row: VendorError & ErrorDescription
}

/** Parses the envelope of one interface. */
export type ParseEnvelope = (text: string) => Parsed

/** The vendor's codes have at most 64 characters; a longer one is not looked up in full. */
const maxCodeLength = 128

/** For a code that the vendor does not document. */
const unlistedError: VendorError = { kind: 'other', executed: 'maybe', retry: 'never' }

/** Joins an error response with the error table of its interface. */
export function parseErrorResponse(
  family: Family,
  groups: VendorErrorGroups,
  response: Omit<ErrorResponse, 'reason' | 'row'> & { readonly reason: unknown },
  describeCode: DescribeCode | undefined,
): Parsed {
  const { vendorCode } = response
  const code = typeof vendorCode === 'number' ? vendorCode : vendorCode.slice(0, maxCodeLength)
  const known = findVendorError(groups, String(code)) ?? unlistedError
  const row = { ...known, ...(describeCode?.(family, code) ?? describeKind(family, known.kind, code)) }
  return { kind: 'error', error: { ...response, reason: textOf(response.reason) ?? '', row } }
}

/** Parses a JSON object; returns undefined for anything else. */
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

/** Reads text that may be a number; returns undefined for anything else and for empty text. */
export function textOf(value: unknown): string | undefined {
  // A larger number has been rounded, and would be another id.
  if (Number.isSafeInteger(value)) return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
