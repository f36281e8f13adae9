import { connectTo } from './connect.ts'
import { type Container, sniffContainer } from './container.ts'
import { readFlvDuration } from './flv-duration.ts'
import { followPlaylist } from './hls.ts'
import { readMatroskaDuration } from './matroska-duration.ts'
import { readMp3Duration } from './mp3-duration.ts'
import { readMp4Duration } from './mp4-duration.ts'
import { openSource, type Source } from './source.ts'
import { isLoopbackHost } from './urls.ts'

/** A source that was found to be there. */
export interface OpenedStream {
  /** How long it plays once, in milliseconds; infinite for a live one. */
  readonly durationMs: number
  readonly detail: string
  /** Undefined for what was not looked at. */
  readonly container?: Container
}

/** How far to look. */
export interface StreamRules {
  /** Duration of a stream that does not tell its own. */
  readonly assumedDurationMs: number
  /** Whether hosts that are not this machine are contacted. */
  readonly fetchBeyondLoopback: boolean
}

/**
 * Looks a stream up, far enough to know what it is and how long it plays. One on another machine is not contacted unless
 * that is allowed: it is taken to be there.
 *
 * @throws Error when the stream cannot be had, or is nothing that the vendor plays.
 */
export async function openStream(streamUrl: string, rules: StreamRules, signal: AbortSignal): Promise<OpenedStream> {
  const { assumedDurationMs, fetchBeyondLoopback } = rules
  const url = URL.canParse(streamUrl) ? new URL(streamUrl) : undefined
  if (!url || !(fetchBeyondLoopback || isLoopbackHost(url.hostname))) {
    return { durationMs: assumedDurationMs, detail: 'not on this machine, taken as reachable' }
  }
  if (url.protocol === 'rtmp:' || url.protocol === 'rtmps:') {
    await connectTo(url, signal)
    return { durationMs: assumedDurationMs, detail: 'somebody listens there, duration assumed' }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw new Error(`${url.protocol}// is no way to a stream`)
  return look(await openSource(url, signal), rules, signal)
}

async function look(source: Source, rules: StreamRules, signal: AbortSignal): Promise<OpenedStream> {
  const container = sniffContainer(source.start)
  if (container === undefined) {
    throw new Error('the source is neither FLV, MP3, MP4, MPEG-TS, MOV, MKV, M4A nor an HLS playlist')
  }
  if (container === 'HLS') {
    const { durationMs } = await followPlaylist(source, { checkReach: reachOf(rules), signal })
    return { durationMs, container, detail: `fetched, ${describe('HLS', durationMs)}` }
  }
  const found = await durationOf(container, source).catch(() => undefined)
  if (found === undefined) {
    return { durationMs: rules.assumedDurationMs, container, detail: `fetched, ${container}, duration assumed` }
  }
  return { durationMs: found, container, detail: `fetched, ${describe(container, found)}` }
}

async function durationOf(container: Container, source: Source): Promise<number | undefined> {
  if (container === 'MP4' || container === 'MOV' || container === 'M4A') return readMp4Duration(source.readAt)
  if (container === 'MP3') return readMp3Duration(source)
  if (container === 'FLV') return readFlvDuration(source)
  return container === 'MKV' || container === 'WebM' ? readMatroskaDuration(source) : undefined
}

function describe(container: Container, durationMs: number): string {
  return Number.isFinite(durationMs) ? `${container} of ${(durationMs / 1000).toFixed(1)} s` : `${container}, live`
}

/** A playlist must not lead where its own URL could not. */
function reachOf({ fetchBeyondLoopback }: StreamRules): (url: URL) => void {
  return ({ protocol, hostname }) => {
    if (protocol !== 'http:' && protocol !== 'https:') throw new Error('the playlist leads to no http address')
    if (fetchBeyondLoopback || isLoopbackHost(hostname)) return
    throw new Error('the playlist leads off this machine; the option fetchBeyondLoopback allows that')
  }
}
