import { inflateSync } from 'fflate'
import { malformed, type ReportFault } from './user-sig-fault.ts'
import { adler32 } from './zlib.ts'

/** Far above any document. Without it, 6 kB of compressed data could become 6 MB. */
const maxDocumentBytes = 65_536
const zlibHeaderBytes = 2
const zlibChecksumBytes = 4

type Inflated = Uint8Array | 'truncated' | 'corrupt' | 'too-large'

/** Decompresses zlib data and verifies its checksum. Reports what other bytes are. */
export function inflateDocument(bytes: Uint8Array, report: ReportFault): string | undefined {
  if (isZlib(bytes)) return fromZlib(bytes, report)
  if (bytes[0] === 0x7b) {
    report('not-compressed', 'its JSON is not compressed: zlib is required before base64', malformed)
    return text(bytes, report)
  }
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    report('gzip', 'it is gzip, but must be zlib (deflateSync of node:zlib, CompressionStream "deflate")', malformed)
    return undefined
  }
  const raw = inflate(bytes)
  if (typeof raw === 'string' || raw[0] !== 0x7b) {
    report('not-zlib', 'its base64 contains no zlib data: it is not a UserSig, or its beginning is missing', malformed)
    return undefined
  }
  report('raw-deflate', 'it is raw deflate, without the header and checksum of zlib', malformed)
  return text(raw, report)
}

function isZlib([first = 0, second = 0]: Uint8Array): boolean {
  const presetDictionary = second & 0x20
  return (first & 15) === 8 && ((first << 8) | second) % 31 === 0 && !presetDictionary
}

function fromZlib(bytes: Uint8Array, report: ReportFault): string | undefined {
  const inflated = inflate(bytes.subarray(zlibHeaderBytes, -zlibChecksumBytes))
  if (inflated === 'truncated') {
    report('truncated', 'its compressed data is incomplete: the end was cut off', malformed)
  } else if (inflated === 'too-large') {
    report('too-large', `it decompresses to more than ${maxDocumentBytes} bytes, which no UserSig does`, malformed)
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
    // The library does not grow this buffer and drops the rest. One byte too many shows that there was a rest.
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

function text(bytes: Uint8Array, report: ReportFault): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    report('not-json', 'it does not decompress to text in UTF-8', malformed)
    return undefined
  }
}
