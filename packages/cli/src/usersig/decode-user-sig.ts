import { inflateSync } from 'node:zlib'

/** A UserSig that was found in other text. */
export interface DecodedUserSig {
  /** Its characters, without line breaks and other characters between them. */
  readonly value: string
  readonly document: Readonly<Record<string, unknown>>
  /** There were other characters between its own, such as line breaks. */
  readonly isSplit: boolean
}

/** The vendor's alphabet, standard base64 and base64url: the digits, and the digits that standard base64 has for the last two. */
const alphabets = [
  [/[A-Za-z0-9*-]/, { '*': '+', '-': '/' }],
  [/[A-Za-z0-9+/]/, {}],
  [/[A-Za-z0-9_-]/, { '-': '+', _: '/' }],
] as const satisfies readonly (readonly [RegExp, Readonly<Record<string, string>>])[]

// Several times the length of any UserSig, and of one with its line breaks and indents.
const maxDigits = 2_048
const maxSpan = 6_144
const maxDocumentBytes = 65_536

/**
 * Decodes the UserSig that begins at an index: base64 of zlib of a JSON object with TLS fields. It skips other characters between
 * the digits. Zlib data has an end mark and a checksum, so no other text is taken for a UserSig.
 */
export function decodeUserSigAt(text: string, index: number): DecodedUserSig | undefined {
  const span = text.slice(index, index + maxSpan)
  for (const [digit, standard] of alphabets) {
    const decoded = decodeSpan(span, digit, standard)
    if (decoded !== undefined) return decoded
  }
  return undefined
}

function decodeSpan(
  span: string,
  digit: RegExp,
  standard: Readonly<Record<string, string>>,
): DecodedUserSig | undefined {
  const places: number[] = []
  for (let at = 0; at < span.length && places.length < maxDigits; at++) {
    if (digit.test(span.charAt(at))) places.push(at)
  }
  const digits = places.map((at) => span.charAt(at)).join('')
  const inflated = inflateDocument(
    Buffer.from(
      digits.replace(/\W|_/g, (each) => standard[each] ?? each),
      'base64',
    ),
  )
  if (inflated === undefined) return undefined
  const count = Math.ceil((inflated.size * 4) / 3)
  const end = (places[count - 1] ?? 0) + 1
  const after = span.slice(end)
  // A digit that follows directly belongs to the value, so the value is damaged. A later view decodes URL encoding.
  if (/^[*_=-]{0,3}(?:[A-Za-z0-9]|%[\dA-Fa-f]{2})/.test(after)) return undefined
  const padding = /^[_=]+/.exec(after.slice(0, (3 - (inflated.size % 3)) % 3))?.[0] ?? ''
  return { value: digits.slice(0, count) + padding, document: inflated.document, isSplit: end !== count }
}

/** @returns The document, and the size of the compressed data in bytes. Undefined for anything but the document of a UserSig. */
function inflateDocument(bytes: Buffer): { document: DecodedUserSig['document']; size: number } | undefined {
  try {
    // With `info`, zlib also returns its engine, which knows where the compressed data ended. The types do not say so.
    const { buffer, engine } = inflateSync(bytes, { info: true, maxOutputLength: maxDocumentBytes }) as unknown as {
      readonly buffer: Buffer
      readonly engine: { readonly bytesWritten: number }
    }
    const document: unknown = JSON.parse(buffer.toString())
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined
    const isUserSig = Object.keys(document).some((name) => name.startsWith('TLS.'))
    return isUserSig ? { document: { ...document }, size: engine.bytesWritten } : undefined
  } catch {
    return undefined
  }
}
