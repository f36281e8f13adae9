import { sniffContainer } from './container.ts'
import { openSource, type Source } from './source.ts'

export interface Playlist {
  /** Infinite for a live playlist. */
  readonly durationMs: number
}

/** Throws for a URL that the emulator must not contact. */
export type AssertUrlAllowed = (url: URL) => void

const maxPlaylistBytes = 1_048_576
const maxLevels = 3

/**
 * Follows a playlist to its first variant and first segment. The duration is the sum of all segments.
 *
 * @throws Error when a file on the way is missing or empty.
 */
export async function followPlaylist(
  source: Source,
  { assertUrlAllowed, signal }: { readonly assertUrlAllowed: AssertUrlAllowed; readonly signal: AbortSignal },
  level = 1,
): Promise<Playlist> {
  const lines = await readLines(source)
  const first = lines.find((line) => !line.startsWith('#'))
  if (first === undefined) throw new Error('the playlist is empty')
  const url = resolve(initializationSegment(lines) ?? first, source.url)
  assertUrlAllowed(url)
  const next = await openSource(url, signal)
  if (sniffContainer(next.start) === 'HLS') {
    if (level >= maxLevels) throw new Error('the playlists are nested too deeply')
    return followPlaylist(next, { assertUrlAllowed, signal }, level + 1)
  }
  if (next.start.length === 0) throw new Error('the first segment is empty')
  return { durationMs: durationOf(lines) }
}

async function readLines({ readAt }: Source): Promise<string[]> {
  const text = (await readAt(0, maxPlaylistBytes)).toString()
  return text.split(/\r?\n/).flatMap((line) => line.trim() || [])
}

/** Fragmented MP4 starts with the segment that `EXT-X-MAP` names. */
function initializationSegment(lines: readonly string[]): string | undefined {
  const line = lines.find((candidate) => candidate.startsWith('#EXT-X-MAP:'))
  return line && /URI="([^"]+)"/.exec(line)?.[1]
}

function resolve(path: string, base: URL): URL {
  if (!URL.canParse(path, base.href)) throw new Error('the playlist has an invalid URL')
  return new URL(path, base)
}

/** A playlist without an end tag is live. */
function durationOf(lines: readonly string[]): number {
  if (!lines.includes('#EXT-X-ENDLIST')) return Number.POSITIVE_INFINITY
  const seconds = lines.flatMap((line) => Number(/^#EXTINF:([\d.]+)/.exec(line)?.[1] ?? []))
  return seconds.reduce((sum, one) => sum + one, 0) * 1000
}
