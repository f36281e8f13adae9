const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

/** The character codes of 64 digits and of the padding. */
interface Alphabet {
  readonly digits: Uint8Array
  readonly pad: number
}

const standard = alphabet('+', '/', '=')
// Not base64url, which has - and _ for other digits.
const vendor = alphabet('*', '-', '_')

// Allocating typed arrays costs more than filling them, so texts of ordinary size share this one.
const scratch = new Uint8Array(4096)
const decoder = new TextDecoder()

/** Standard padded base64. */
export function base64(bytes: Uint8Array): string {
  return encode(bytes, bytes.length, standard)
}

/**
 * Base64 in the alphabet of a UserSig, where `+ / =` become `* - _`, of the first `length` bytes.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function vendorBase64(bytes: Uint8Array, length = bytes.length): string {
  return encode(bytes, length, vendor)
}

/** Decodes standard base64 with or without padding; undefined when it is invalid. */
export function fromBase64(text: string): Uint8Array | undefined {
  const digits = text.replace(/={1,2}$/, '')
  if (digits.length % 4 === 1 || !/^[A-Za-z0-9+/]*$/.test(digits)) return undefined
  return Uint8Array.from(atob(digits), (character) => character.charCodeAt(0))
}

function alphabet(plus: string, slash: string, pad: string): Alphabet {
  const digits = Uint8Array.from(letters + plus + slash, (character) => character.charCodeAt(0))
  return { digits, pad: pad.charCodeAt(0) }
}

function encode(bytes: Uint8Array, length: number, { digits, pad }: Alphabet): string {
  const size = Math.ceil(length / 3) * 4
  const text = size <= scratch.length ? scratch : new Uint8Array(size)
  const left = length % 3
  let end = 0
  for (let at = 0; at < length - left; at += 3) {
    const bits = ((bytes[at] as number) << 16) | ((bytes[at + 1] as number) << 8) | (bytes[at + 2] as number)
    text[end++] = digits[bits >>> 18] as number
    text[end++] = digits[(bits >>> 12) & 63] as number
    text[end++] = digits[(bits >>> 6) & 63] as number
    text[end++] = digits[bits & 63] as number
  }
  if (left > 0) {
    const bits = ((bytes[length - left] as number) << 16) | (left === 2 ? (bytes[length - 1] as number) << 8 : 0)
    text[end++] = digits[bits >>> 18] as number
    text[end++] = digits[(bits >>> 12) & 63] as number
    text[end++] = left === 2 ? (digits[(bits >>> 6) & 63] as number) : pad
    text[end++] = pad
  }
  return decoder.decode(text.subarray(0, size))
}
