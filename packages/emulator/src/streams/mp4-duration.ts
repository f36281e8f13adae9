import type { ReadAt } from './source.ts'

interface Box {
  readonly type: string
  readonly size: number
  /** Bytes before the content: 8, or 16 with a 64-bit size. */
  readonly head: number
}

/** Limits the search in malformed files. */
const maxBoxes = 64

/**
 * Reads the duration of an MP4 from its movie header, in milliseconds. Returns undefined for other files.
 *
 * @see {@link https://developer.apple.com/documentation/quicktime-file-format/movie_header_atom}
 */
export async function readMp4Duration(readAt: ReadAt): Promise<number | undefined> {
  const movie = await findBox(readAt, 'moov', 0, Number.POSITIVE_INFINITY)
  if (!movie) return undefined
  const header = await findBox(readAt, 'mvhd', movie.from, movie.to)
  return header && durationOf(await readAt(header.from, 32))
}

/** Finds the content of the first box of a type between two offsets. */
async function findBox(
  readAt: ReadAt,
  type: string,
  from: number,
  to: number,
): Promise<{ from: number; to: number } | undefined> {
  for (let [offset, seen] = [from, 0]; offset < to && seen < maxBoxes; seen += 1) {
    const box = readBox(await readAt(offset, 16))
    if (!box) return undefined
    if (box.type === type) return { from: offset + box.head, to: offset + box.size }
    offset += box.size
  }
  return undefined
}

function readBox(bytes: Buffer): Box | undefined {
  if (bytes.length < 8) return undefined
  const type = bytes.toString('latin1', 4, 8)
  const short = bytes.readUInt32BE(0)
  if (short === 0) return { type, size: Number.POSITIVE_INFINITY, head: 8 }
  if (short !== 1) return short < 8 ? undefined : { type, size: short, head: 8 }
  return bytes.length < 16 ? undefined : { type, size: Number(bytes.readBigUInt64BE(8)), head: 16 }
}

/** Version 1 headers have 64-bit times. */
function durationOf(header: Buffer): number | undefined {
  if (header.length < 32) return undefined
  const isLong = header[0] === 1
  const timescale = header.readUInt32BE(isLong ? 20 : 12)
  const duration = isLong ? Number(header.readBigUInt64BE(24)) : header.readUInt32BE(16)
  // Fragmented files have 0 here.
  return timescale === 0 || duration === 0 ? undefined : (duration / timescale) * 1000
}
