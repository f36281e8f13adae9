import { inflateSync } from 'node:zlib'

/** A UserSig document is a few hundred bytes; anything that inflates to more is an attack or a mistake. */
const mostBytes = 16_384

/**
 * Inflates a zlib stream that has exactly one spelling of its content. Deflate pads with bits that no decoder reads, so
 * without these checks a flipped bit there would go unnoticed.
 *
 * @throws Error when it is no such stream.
 */
export function inflateStrictly(stream: Buffer): Buffer {
  const { buffer, engine } = inflate(stream)
  if (engine.bytesWritten !== stream.length) throw new Error('there are bytes behind the end of the stream')
  if (hasPaddingBits(stream, buffer)) throw new Error('there are bits set in the padding of the stream')
  return buffer
}

function inflate(stream: Buffer): { buffer: Buffer; engine: { bytesWritten: number } } {
  // With `info` the return value is this pair; @types/node only knows the plain form.
  return inflateSync(stream, { info: true, maxOutputLength: mostBytes }) as unknown as ReturnType<typeof inflate>
}

/** Padding follows the header of a stored block, or the last code before the four checksum bytes. */
function hasPaddingBits(stream: Buffer, content: Buffer): boolean {
  const head = stream[2] ?? 0
  const isStored = (head & 0b110) === 0
  if (isStored) return (head & 0b11111000) !== 0
  const last = stream.length - 5
  const highestBit = 2 ** Math.floor(Math.log2(stream[last] || 1))
  const without = Buffer.from(stream)
  without[last] = (stream[last] ?? 0) & ~highestBit
  try {
    return stream[last] !== 0 && inflate(without).buffer.equals(content)
  } catch {
    return false
  }
}
