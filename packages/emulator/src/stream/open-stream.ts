import { isFetchable } from './loopback.ts'
import { readMp4Duration } from './mp4-duration.ts'
import { readRange } from './read-range.ts'

/** A source that was found to be there. */
export interface OpenedStream {
  /** How long it plays once, in milliseconds. */
  readonly durationMs: number
  readonly detail: string
}

const firstReadBytes = 65_536

/**
 * Fetches a stream on this machine, far enough to know how long it plays. A stream anywhere else is never contacted: it is
 * taken to be there and to play `assumedMs`.
 *
 * @throws Error when a stream on this machine cannot be had.
 */
export async function openStream(streamUrl: string, assumedMs: number, signal: AbortSignal): Promise<OpenedStream> {
  const url = URL.canParse(streamUrl) ? new URL(streamUrl) : undefined
  if (!url || !isFetchable(url)) return { durationMs: assumedMs, detail: 'not on this machine, taken as reachable' }
  const start = await readRange(url, 0, firstReadBytes, signal)
  const readAt = async (offset: number, length: number): Promise<Buffer> => {
    const end = offset + length
    const isWholeFile = start.bytes.length < firstReadBytes
    if (isWholeFile || end <= start.bytes.length) return start.bytes.subarray(offset, end)
    const piece = await readRange(url, offset, length, signal)
    return piece.bytes.subarray(offset - piece.offset, end - piece.offset)
  }
  const durationMs = await readMp4Duration(readAt).catch(() => undefined)
  if (durationMs === undefined) return { durationMs: assumedMs, detail: 'fetched, duration assumed' }
  return { durationMs, detail: `fetched, MP4 of ${(durationMs / 1000).toFixed(1)} s` }
}
