const adlerModulus = 65_521
// The number of bytes after which the sums must be reduced to stay within 32 bits (RFC 1950, NMAX).
const adlerRun = 5552
const maxStoredBlock = 65_535
const headerBytes = 2
const blockHeaderBytes = 5
const checksumBytes = 4

/** A compressor that writes the zlib format (RFC 1950: two bytes of header, Adler-32 at the end), as `deflateSync` of `node:zlib`. */
export type Deflate = (bytes: Uint8Array) => Uint8Array

/** The Adler-32 checksum of the bytes from `from` up to `to`, unsigned. */
export function adler32(bytes: Uint8Array, from = 0, to = bytes.length): number {
  let low = 1
  let high = 0
  for (let start = from; start < to; start += adlerRun) {
    const end = Math.min(start + adlerRun, to)
    for (let index = start; index < end; index++) {
      low += bytes[index] as number
      high += low
    }
    low %= adlerModulus
    high %= adlerModulus
  }
  return ((high << 16) | low) >>> 0
}

/**
 * Wraps the bytes in the zlib format, uncompressed; any inflater reads it. A document of 200 bytes hardly shrinks, and without
 * compression minting is fast, synchronous and the same on every runtime.
 *
 * @example
 * storedZlib(new TextEncoder().encode('{}')) // 78 01, one stored block, Adler-32
 * @see {@link https://www.rfc-editor.org/rfc/rfc1950}
 */
export function storedZlib(bytes: Uint8Array): Uint8Array {
  const blocks = Math.max(1, Math.ceil(bytes.length / maxStoredBlock))
  const out = new Uint8Array(headerBytes + blocks * blockHeaderBytes + bytes.length + checksumBytes)
  writeHeader(out)
  let at = headerBytes
  for (let block = 0; block < blocks; block++) {
    const part = bytes.subarray(block * maxStoredBlock, (block + 1) * maxStoredBlock)
    writeBlockHeader(out, at, part.length, block === blocks - 1)
    out.set(part, at + blockHeaderBytes)
    at += blockHeaderBytes + part.length
  }
  writeChecksum(out, at, adler32(bytes))
  return out
}

// Allocating a typed array costs as much as hashing its content, so documents of ordinary size share this one.
const scratch = new Uint8Array(4096)
const contentStart = headerBytes + blockHeaderBytes
const content = scratch.subarray(contentStart, scratch.length - checksumBytes)
const encoder = new TextEncoder()

/** Calls `read` with the {@link storedZlib} of a text and its length. The buffer is reused after `read` returns. */
export function withStoredZlib(text: string, read: (bytes: Uint8Array, length: number) => string): string {
  // One UTF-16 unit becomes at most three bytes.
  if (text.length * 3 > content.length) {
    const bytes = storedZlib(encoder.encode(text))
    return read(bytes, bytes.length)
  }
  const { written } = encoder.encodeInto(text, content)
  const end = contentStart + written
  writeHeader(scratch)
  writeBlockHeader(scratch, headerBytes, written, true)
  writeChecksum(scratch, end, adler32(scratch, contentStart, end))
  return read(scratch, end + checksumBytes)
}

function writeHeader(out: Uint8Array): void {
  out[0] = 0x78
  out[1] = 0x01
}

function writeBlockHeader(out: Uint8Array, at: number, length: number, last: boolean): void {
  out[at] = last ? 1 : 0
  out[at + 1] = length
  out[at + 2] = length >>> 8
  out[at + 3] = ~length
  out[at + 4] = ~length >>> 8
}

function writeChecksum(out: Uint8Array, at: number, sum: number): void {
  out[at] = sum >>> 24
  out[at + 1] = sum >>> 16
  out[at + 2] = sum >>> 8
  out[at + 3] = sum
}
