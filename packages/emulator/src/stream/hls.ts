import { sniffContainer } from './container.ts'
import { openSource, type Source } from './source.ts'

/** What a playlist was found to be. */
export interface Playlist {
  /** Infinite for a live one. */
  readonly durationMs: number
}

/** Throws where a URL may not be contacted. */
export type CheckReach = (url: URL) => void

const longestPlaylistBytes = 1_048_576
const mostLevels = 3

/**
 * Follows a playlist to its first variant, and that to its first segment, which has to be there. The duration is that of all
 * segments together.
 *
 * @throws Error when something on the way cannot be had or is empty.
 */
export async function followPlaylist(
  source: Source,
  { checkReach, signal }: { readonly checkReach: CheckReach; readonly signal: AbortSignal },
  level = 1,
): Promise<Playlist> {
  const lines = await readLines(source)
  const first = lines.find((line) => !line.startsWith('#'))
  if (first === undefined) throw new Error('the playlist names nothing')
  const url = resolve(initialPart(lines) ?? first, source.url)
  checkReach(url)
  const next = await openSource(url, signal)
  if (sniffContainer(next.start) === 'HLS') {
    if (level >= mostLevels) throw new Error('the playlists lead to playlists without end')
    return followPlaylist(next, { checkReach, signal }, level + 1)
  }
  if (next.start.length === 0) throw new Error('the first segment is empty')
  return { durationMs: durationOf(lines) }
}

async function readLines({ readAt }: Source): Promise<string[]> {
  const text = (await readAt(0, longestPlaylistBytes)).toString()
  return text.split(/\r?\n/).flatMap((line) => line.trim() || [])
}

/** Segments of fragmented MP4 begin elsewhere. */
function initialPart(lines: readonly string[]): string | undefined {
  const line = lines.find((candidate) => candidate.startsWith('#EXT-X-MAP:'))
  return line && /URI="([^"]+)"/.exec(line)?.[1]
}

function resolve(path: string, base: URL): URL {
  if (!URL.canParse(path, base.href)) throw new Error('the playlist names an address that is none')
  return new URL(path, base)
}

/** A playlist without an end is live. */
function durationOf(lines: readonly string[]): number {
  if (!lines.includes('#EXT-X-ENDLIST')) return Number.POSITIVE_INFINITY
  const seconds = lines.flatMap((line) => Number(/^#EXTINF:([\d.]+)/.exec(line)?.[1] ?? []))
  return seconds.reduce((sum, one) => sum + one, 0) * 1000
}
