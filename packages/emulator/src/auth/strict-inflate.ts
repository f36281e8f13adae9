import { inflateSync } from 'node:zlib'

/** A UserSig document has a few hundred bytes. The limit stops decompression bombs. */
const maxBytes = 16_384

/**
 * Inflates a zlib stream and rejects set padding bits, which decoders ignore: a changed UserSig must never stay valid.
 *
 * @throws Error for any other stream.
 */
export function strictInflate(stream: Buffer): Buffer {
  const { buffer, engine } = inflate(stream)
  if (engine.bytesWritten !== stream.length) throw new Error('there are bytes after the end of the stream')
  if (hasPaddingBits(stream, buffer)) throw new Error('padding bits of the stream are set')
  return buffer
}

function inflate(stream: Buffer): { buffer: Buffer; engine: { bytesWritten: number } } {
  // With `info`, the return value is this object, which @types/node does not know.
  return inflateSync(stream, { info: true, maxOutputLength: maxBytes }) as unknown as ReturnType<typeof inflate>
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
