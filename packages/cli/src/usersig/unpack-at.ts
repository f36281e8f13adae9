import { inflateSync } from 'node:zlib'

/** A text that unpacks to the JSON of a UserSig. */
export interface Unpacked {
  /** As it was written, without what stood between its parts. */
  readonly value: string
  readonly document: Readonly<Record<string, unknown>>
  /** Whether it was in several parts, as after a line was wrapped. */
  readonly isSplit: boolean
}

interface Alphabet {
  readonly digit: RegExp
  readonly toStandard: (digits: string) => string
}

const alphabets: readonly Alphabet[] = [
  { digit: /[A-Za-z0-9*-]/, toStandard: (digits) => digits.replaceAll('*', '+').replaceAll('-', '/') },
  { digit: /[A-Za-z0-9+/]/, toStandard: (digits) => digits },
  { digit: /[A-Za-z0-9_-]/, toStandard: (digits) => digits.replaceAll('-', '+').replaceAll('_', '/') },
]

/** Several times as long as any UserSig, and as any with its line breaks and indents. */
const maxDigits = 2_048
const maxSpan = 6_144
const maxDocumentBytes = 65_536

/**
 * Unpacks what begins at an index: base64, zlib, a JSON object with TLS fields. Other characters between its digits are skipped:
 * zlib data says where it ends and has a checksum, so no other text can be taken for it.
 */
export function unpackAt(text: string, index: number): Unpacked | undefined {
  const span = text.slice(index, index + maxSpan)
  for (const alphabet of alphabets) {
    const found = unpack(span, alphabet)
    if (found !== undefined) return found
  }
  return undefined
}

function unpack(span: string, { digit, toStandard }: Alphabet): Unpacked | undefined {
  const places: number[] = []
  for (let at = 0; at < span.length && places.length < maxDigits; at++) {
    if (digit.test(span.charAt(at))) places.push(at)
  }
  const digits = places.map((at) => span.charAt(at)).join('')
  const inflated = inflate(Buffer.from(toStandard(digits), 'base64'))
  const document = inflated && documentIn(inflated.json)
  if (inflated === undefined || document === undefined) return undefined
  const count = Math.ceil((inflated.size * 4) / 3)
  const end = (places[count - 1] ?? 0) + 1
  const after = span.slice(end)
  // A digit that follows at once belongs to it as well, so it is damaged; what is URL-encoded is read when it is decoded.
  if (/^[*_=-]{0,3}(?:[A-Za-z0-9]|%[\dA-Fa-f]{2})/.test(after)) return undefined
  const padding = after.slice(0, (3 - (inflated.size % 3)) % 3)
  const value = digits.slice(0, count) + (/^[_=]+/.exec(padding)?.[0] ?? '')
  return { value, document, isSplit: end !== count }
}

interface Inflated {
  readonly json: string
  /** Of the compressed data, in bytes. */
  readonly size: number
}

function inflate(bytes: Buffer): Inflated | undefined {
  try {
    const options = { info: true, maxOutputLength: maxDocumentBytes } as const
    // With `info` it gives its engine as well, which knows where the compressed data ended; the types do not say so.
    const { buffer, engine } = inflateSync(bytes, options) as unknown as {
      readonly buffer: Buffer
      readonly engine: { readonly bytesWritten: number }
    }
    return { json: buffer.toString(), size: engine.bytesWritten }
  } catch {
    return undefined
  }
}

function documentIn(json: string): Unpacked['document'] | undefined {
  try {
    const document: unknown = JSON.parse(json)
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return undefined
    return Object.keys(document).some((name) => name.startsWith('TLS.')) ? { ...document } : undefined
  } catch {
    return undefined
  }
}
