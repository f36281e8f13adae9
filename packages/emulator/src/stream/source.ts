import { type Piece, readRange } from './read-range.ts'

/** Reads `length` bytes of a file at `offset`; fewer at its end. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>

/** A file that was found to be there, with its beginning. */
export interface Source {
  readonly url: URL
  readonly start: Buffer
  /** Where the server tells. */
  readonly totalBytes: number | undefined
  readonly readAt: ReadAt
}

const firstReadBytes = 65_536

/** @throws Error when the file cannot be had. */
export async function openSource(url: URL, signal: AbortSignal): Promise<Source> {
  const { bytes: start, totalBytes } = await readRange(url, 0, firstReadBytes, signal)
  const isWhole = start.length < firstReadBytes
  const readAt: ReadAt = async (offset, length) => {
    const end = offset + length
    if (isWhole || end <= start.length) return start.subarray(offset, end)
    const piece: Piece = await readRange(url, offset, length, signal)
    return piece.bytes.subarray(offset - piece.offset, end - piece.offset)
  }
  return { url, start, totalBytes: totalBytes ?? (isWhole ? start.length : undefined), readAt }
}
