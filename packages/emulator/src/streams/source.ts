import { type RangeContent, readRange } from './read-range.ts'

/** Reads `length` bytes at `offset`; fewer at the end of the file. */
export type ReadAt = (offset: number, length: number) => Promise<Buffer>

/** A file that exists, with its first bytes. */
export interface Source {
  readonly url: URL
  readonly start: Buffer
  /** Undefined if the server does not send it. */
  readonly totalBytes: number | undefined
  readonly readAt: ReadAt
}

const firstReadBytes = 65_536

/** @throws Error when the file cannot be read. */
export async function openSource(url: URL, signal: AbortSignal): Promise<Source> {
  const { bytes: start, totalBytes } = await readRange(url, 0, firstReadBytes, signal)
  const isWhole = start.length < firstReadBytes
  const readAt: ReadAt = async (offset, length) => {
    const end = offset + length
    if (isWhole || end <= start.length) return start.subarray(offset, end)
    const range: RangeContent = await readRange(url, offset, length, signal)
    return range.bytes.subarray(offset - range.offset, end - range.offset)
  }
  return { url, start, totalBytes: totalBytes ?? (isWhole ? start.length : undefined), readAt }
}
