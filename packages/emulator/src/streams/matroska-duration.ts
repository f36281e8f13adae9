import type { Source } from './source.ts'

interface Element {
  readonly id: number
  readonly from: number
  readonly to: number
}

const segment = 0x18538067
const info = 0x1549a966
const timestampScale = 0x2ad7b1
const duration = 0x4489

/** Reads the duration of an MKV or WebM from the segment info near its start, in milliseconds. */
export async function readMatroskaDuration({ start }: Source): Promise<number | undefined> {
  const outer = find(start, segment, 0, start.length)
  const about = outer && find(start, info, outer.from, outer.to)
  const length = about && find(start, duration, about.from, about.to)
  if (!about || !length) return undefined
  const scale = find(start, timestampScale, about.from, about.to)
  const nanosecondsPerTick = scale ? start.readUIntBE(scale.from, scale.to - scale.from) : 1_000_000
  const ticks = length.to - length.from === 8 ? start.readDoubleBE(length.from) : start.readFloatBE(length.from)
  return ticks > 0 ? (ticks * nanosecondsPerTick) / 1e6 : undefined
}

function find(bytes: Buffer, id: number, from: number, to: number): Element | undefined {
  for (let offset = from; offset < Math.min(to, bytes.length); ) {
    const element = readElement(bytes, offset)
    if (!element) return undefined
    if (element.id === id) return element
    offset = element.to
  }
  return undefined
}

/** The leading zeros of the first byte give the length of an id or a size. */
function readElement(bytes: Buffer, offset: number): Element | undefined {
  const idLength = lengthOf(bytes[offset])
  const sizeLength = lengthOf(bytes[offset + idLength])
  const from = offset + idLength + sizeLength
  if (idLength > 4 || sizeLength > 8 || from > bytes.length) return undefined
  const id = bytes.readUIntBE(offset, idLength)
  const size = readSize(bytes.subarray(offset + idLength, from))
  return { id, from, to: from + size }
}

function lengthOf(byte: number | undefined): number {
  return byte ? Math.clz32(byte) - 23 : 9
}

/** Removes the length marker. All ones mean an unknown size. */
function readSize(bytes: Buffer): number {
  const marked = BigInt(`0x${bytes.toString('hex')}`)
  const mask = (1n << BigInt(7 * bytes.length)) - 1n
  const size = marked & mask
  return size === mask ? Number.POSITIVE_INFINITY : Number(size)
}
