import { assertListening } from './assert-listening.ts'
import { type Container, sniffContainer } from './container.ts'
import { readFlvDuration } from './flv-duration.ts'
import { followPlaylist } from './hls.ts'
import { readMatroskaDuration } from './matroska-duration.ts'
import { readMp3Duration } from './mp3-duration.ts'
import { readMp4Duration } from './mp4-duration.ts'
import { openSource, type Source } from './source.ts'
import { isLoopbackHost } from './urls.ts'

/** A source that exists. */
export interface OpenedStream {
  /** Duration of one pass, in milliseconds; infinite for a live stream. */
  readonly durationMs: number
  readonly detail: string
  /** Undefined if the source was not inspected. */
  readonly container?: Container
}

/** Which sources are fetched. */
export interface StreamRules {
  /** Duration of streams whose own is unknown. */
  readonly assumedDurationMs: number
  /** Whether other machines are contacted. */
  readonly fetchBeyondLoopback: boolean
}

/**
 * Reads enough of a stream to know its format and duration. Streams on other machines are assumed to exist, unless
 * `fetchBeyondLoopback` is set.
 *
 * @throws Error when the stream is missing or has a format that the vendor does not play.
 */
export async function openStream(streamUrl: string, rules: StreamRules, signal: AbortSignal): Promise<OpenedStream> {
  const { assumedDurationMs, fetchBeyondLoopback } = rules
  const url = URL.canParse(streamUrl) ? new URL(streamUrl) : undefined
  if (!url || !(fetchBeyondLoopback || isLoopbackHost(url.hostname))) {
    return { durationMs: assumedDurationMs, detail: 'on another machine, assumed to exist' }
  }
  if (url.protocol === 'rtmp:' || url.protocol === 'rtmps:') {
    await assertListening(url, signal)
    return { durationMs: assumedDurationMs, detail: 'a server listens there, duration assumed' }
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Error(`streams cannot be fetched over ${url.protocol}`)
  return inspectSource(await openSource(url, signal), rules, signal)
}

async function inspectSource(source: Source, rules: StreamRules, signal: AbortSignal): Promise<OpenedStream> {
  const container = sniffContainer(source.start)
  if (container === undefined) {
    throw new Error('the source is neither FLV, MP3, MP4, MPEG-TS, MOV, MKV, M4A nor an HLS playlist')
  }
  if (container === 'HLS') {
    const { durationMs } = await followPlaylist(source, { assertUrlAllowed: urlAssertion(rules), signal })
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

/** The URLs in a playlist obey the same rules as the playlist's own URL. */
function urlAssertion({ fetchBeyondLoopback }: StreamRules): (url: URL) => void {
  return ({ protocol, hostname }) => {
    if (protocol !== 'http:' && protocol !== 'https:')
      throw new Error('the playlist has a URL that is not http or https')
    if (fetchBeyondLoopback || isLoopbackHost(hostname)) return
    throw new Error('the playlist refers to another machine; set fetchBeyondLoopback to allow that')
  }
}
