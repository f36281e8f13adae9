import { parse } from 'lossless-json'
import { InputError } from '../input-error.ts'
import { utf8 } from '../signing/utf8.ts'
import { WebhookError } from './webhook-error.ts'

/** A body exactly as received: bytes (such as a Node Buffer), or their text in UTF-8. */
export type RawBody = string | Uint8Array | ArrayBuffer

/** Much more than the few hundred bytes that the vendor sends. */
export const defaultMaxBodyBytes = 65_536

/**
 * Returns the bytes of a body.
 *
 * @throws InputError for a parsed body: its signature can no longer be checked, and its large numbers are already rounded.
 * @throws WebhookError `too-large`.
 */
export function bytesOfBody(body: unknown, maxBodyBytes: number): Uint8Array {
  const bytes = toBytes(body)
  if (bytes === undefined) {
    throw new InputError('body', 'type', 'must be the raw body, as bytes or text, taken before any parser')
  }
  if (bytes.length > maxBodyBytes) throw tooLarge(maxBodyBytes)
  return bytes
}

export function tooLarge(maxBodyBytes: number): WebhookError {
  return new WebhookError(
    'too-large',
    `the webhook's body is larger than ${maxBodyBytes} bytes; it was rejected`,
    'The vendor sends a few hundred bytes. If yours are larger, raise maxBodyBytes.',
  )
}

function toBytes(body: unknown): Uint8Array | undefined {
  if (typeof body === 'string' || body instanceof Uint8Array) return utf8(body)
  // In test runners a buffer may come from another realm, where instanceof is false.
  const tag = Object.prototype.toString.call(body)
  if (tag === '[object Uint8Array]') return body as Uint8Array
  return tag === '[object ArrayBuffer]' ? new Uint8Array(body as ArrayBuffer) : undefined
}

/** A webhook's parsed body. Integers beyond 2^53 are strings with every digit. */
export type WebhookBody = Readonly<Record<string, unknown>>

/** @throws WebhookError `malformed`. */
export function parseBody(bytes: Uint8Array): WebhookBody {
  let body: unknown
  try {
    body = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), undefined, readNumber)
  } catch {
    // No cause: the parser's message quotes the body. Deep nesting may also have overflowed the stack.
    throw malformed('is not JSON in UTF-8, or has the same key twice')
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as WebhookBody
  throw malformed('is not a JSON object')
}

export function malformed(what: string): WebhookError {
  return new WebhookError('malformed', `the webhook's body ${what}; it was rejected`, malformedHint)
}

const malformedHint =
  'The vendor sends no such body. Check who else knows the URL, and whether a proxy changes requests.'

/** Keeps integers beyond 2^53 as text: user ids can be such numbers, and rounding would change them. */
function readNumber(text: string): number | string {
  const value = Number(text)
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? value : text
}
