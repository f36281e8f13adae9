import { inflateSync } from 'fflate'
import { malformed, type Report } from './user-sig-fault.ts'
import { adler32 } from './zlib.ts'

/** No document comes near it; a compressed file of 6 kB could otherwise become one of 6 MB. */
const maxDocumentBytes = 65_536
const zlibHeaderBytes = 2
const zlibChecksumBytes = 4

type Inflated = Uint8Array | 'truncated' | 'corrupt' | 'too-large'

/** The text in zlib-compressed bytes, or what else they are in words. The checksum is verified. */
export function inflateDocument(bytes: Uint8Array, report: Report): string | undefined {
  if (isZlib(bytes)) return fromZlib(bytes, report)
  if (bytes[0] === 0x7b) {
    report('not-compressed', 'its JSON was not compressed before base64: zlib comes between the two', malformed)
    return text(bytes, report)
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    report(
      'gzip',
      'it is gzip, the vendor wants zlib (deflateSync of node:zlib, CompressionStream "deflate")',
      malformed,
    )
    return undefined
  }
  const raw = inflate(bytes)
  if (typeof raw === 'string' || raw[0] !== 0x7b) {
    report('not-zlib', 'there is no zlib data in its base64: it is no UserSig, or its beginning is missing', malformed)
    return undefined
  }
  report('raw-deflate', 'it is raw deflate, without the header and checksum of zlib that the vendor wants', malformed)
  return text(raw, report)
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  const presetDictionary = second & 0x20
  return (first & 15) === 8 && ((first << 8) | second) % 31 === 0 && !presetDictionary
}

function fromZlib(bytes: Uint8Array, report: Report): string | undefined {
  const inflated = inflate(bytes.subarray(zlibHeaderBytes, -zlibChecksumBytes))
  if (inflated === 'truncated') {
    report('truncated', 'it ends before its compressed data does: it was cut off', malformed)
  } else if (inflated === 'too-large') {
    report('too-large', `it unpacks to more than ${maxDocumentBytes} bytes, which no UserSig does`, malformed)
  } else if (inflated === 'corrupt' || adler32(inflated) !== checksum(bytes)) {
    report('corrupt', 'its compressed data is damaged: a character was changed, lost or added', malformed)
  } else {
    return text(inflated, report)
  }
  return undefined
}

function inflate(bytes: Uint8Array): Inflated {
  if (bytes.length === 0) return 'truncated'
  try {
    // A buffer that is given is never grown: what does not fit is dropped, and one byte too many tells that it happened.
    const out = inflateSync(bytes, { out: new Uint8Array(maxDocumentBytes + 1) })
    return out.length > maxDocumentBytes ? 'too-large' : out
  } catch (error) {
    if (error instanceof RangeError) return 'too-large'
    const unexpectedEnd = 0
    return (error as { code?: unknown }).code === unexpectedEnd ? 'truncated' : 'corrupt'
  }
}

function checksum(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - zlibChecksumBytes)
}

function text(bytes: Uint8Array, report: Report): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    report('not-json', 'what it unpacks to is not text in UTF-8', malformed)
    return undefined
  }
}
