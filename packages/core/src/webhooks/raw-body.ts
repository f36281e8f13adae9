import { parse } from 'lossless-json'
import { InputError } from '../input-error.ts'
import { utf8 } from '../signing/utf8.ts'
import { WebhookError } from './webhook-error.ts'

/** A body exactly as it arrived: bytes (a Node Buffer is one), or the text they spell in UTF-8. */
export type RawBody = string | Uint8Array | ArrayBuffer

/** How many bytes a webhook's body may have unless told; the vendor's own have a few hundred. */
export const defaultMaxBodyBytes = 65_536

/**
 * The bytes of a body.
 *
 * @throws InputError for a parsed body: its signature cannot be checked any more, and its large numbers are already rounded.
 * @throws WebhookError `too-large`.
 */
export function checkBody(body: unknown, maxBodyBytes: number): Uint8Array {
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
    `the webhook's body is larger than ${maxBodyBytes} bytes; it was not looked at`,
    'The vendor sends a few hundred bytes. Where yours are larger, raise maxBodyBytes.',
  )
}

function toBytes(body: unknown): Uint8Array | undefined {
  if (typeof body === 'string' || body instanceof Uint8Array) return utf8(body)
  // A buffer may come from another realm, as in test runners, where instanceof says no.
  const tag = Object.prototype.toString.call(body)
  if (tag === '[object Uint8Array]') return body as Uint8Array
  return tag === '[object ArrayBuffer]' ? new Uint8Array(body as ArrayBuffer) : undefined
}

/** What a webhook's body says, as plain data. Integers beyond 2^53 are text, with every digit. */
export type WebhookBody = Readonly<Record<string, unknown>>

/** @throws WebhookError `malformed`. */
export function parseBody(bytes: Uint8Array): WebhookBody {
  let body: unknown
  try {
    body = parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), undefined, readNumber)
  } catch {
    // No cause: the parser's message quotes the body. It may also have run out of stack on a body nested too deeply.
    throw malformed('is not JSON in UTF-8, or has the same key twice')
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as WebhookBody
  throw malformed('is not a JSON object')
}

export function malformed(what: string): WebhookError {
  return new WebhookError('malformed', `the webhook's body ${what}; it was not handed on`, notTheVendors)
}

const notTheVendors =
  'The vendor sends no such body: see who else knows the address, and whether something between changes what it passes on.'

/** User ids can be bare numbers beyond 2^53, which a number would round. */
function readNumber(text: string): number | string {
  const value = Number(text)
  return Number.isFinite(value) && (Number.isSafeInteger(value) || !Number.isInteger(value)) ? value : text
}
