import { describeFetchError, isLoopback } from '../client/connection.ts'
import type { DryRun } from '../client/dry-run.ts'
import { withTimeout } from '../with-timeout.ts'
import { type CheckResult, type Finding, skippedByInterrupt } from './finding.ts'

interface StreamCheckOptions {
  readonly signal: AbortSignal
  readonly dryRun?: DryRun | undefined
  /** This machine reaches other hosts through a proxy. */
  readonly hasProxy?: boolean
  /** Default ten seconds. */
  readonly timeoutMs?: number
}

/** Checks with a HEAD request from this machine that the stream can be fetched. Shows no part of the URL's query. */
export async function checkStream(
  stream: string,
  { signal, dryRun, hasProxy, timeoutMs = 10_000 }: StreamCheckOptions,
): Promise<Finding> {
  const about = { check: 'stream', expected: 'HEAD: 200 with an audio or video type' }
  const skipped = (reason: string): Finding => ({ ...about, state: 'skipped', summary: `not checked: ${reason}` })
  const url = new URL(stream)
  if (!/^https?:$/.test(url.protocol)) return skipped(`${url.protocol.slice(0, -1)} has no HEAD`)
  if (url.username !== '' || url.password !== '') return skipped('the URL contains a user name')
  if (signal.aborted) return skipped('interrupted')
  if (dryRun !== undefined) {
    dryRun.recordHead(url.href)
    return skipped('nothing was sent')
  }
  if (hasProxy && !isLoopback(url.hostname)) return skipped(`${url.host} is behind the proxy`)
  return { ...about, ...(await sendHead(url, signal, timeoutMs)) }
}

const mustBePublic = {
  cause: 'the vendor fetches the stream from the internet, without credentials',
  fix: 'open the URL in a browser on another network',
}

function sendHead(url: URL, signal: AbortSignal, timeoutMs: number): Promise<CheckResult> {
  return withTimeout(signal, timeoutMs, async (limit) => {
    try {
      return evaluate(url, await fetch(url, { method: 'HEAD', redirect: 'manual', signal: limit }))
    } catch (error) {
      if (signal.aborted) return skippedByInterrupt('stream')
      const summary = `${url.host} cannot be reached (${describeFetchError(error, limit)})`
      return { state: 'failed', summary, ...mustBePublic }
    }
  })
}

const containers = /\.(flv|mp3|mp4|ts|mov|mkv|m4a|m3u8)$/i
const mediaTypes = /^(video|audio)\/|mpegurl|octet-stream/i

function evaluate({ host, pathname }: URL, { status, headers }: Response): CheckResult {
  if (status >= 300 && status < 400) {
    const cause = 'the vendor does not document whether it follows redirects'
    return { state: 'warning', summary: `${host} redirects (${status})`, cause, fix: 'give the final URL' }
  }
  if (status === 403 || status === 405) {
    const cause = 'a URL that is signed for GET refuses HEAD; it may be valid'
    return { state: 'warning', summary: `${host} refuses HEAD (${status})`, cause, fix: mustBePublic.fix }
  }
  if (status !== 200) return { state: 'failed', summary: `${host} responds with ${status}`, ...mustBePublic }
  const type = headers.get('content-type') ?? 'no type'
  const length = headers.get('content-length')
  const size = length === null ? '' : `, ${(Number(length) / 1e6).toFixed(1)} MB`
  const summary = `${host} has it: ${type}${size}`
  if (mediaTypes.test(type) || containers.test(pathname)) return { state: 'ok', summary }
  const cause = 'the vendor plays FLV, MP3, MP4, MPEG-TS, MOV, MKV, M4A and HLS, with H.264, VP8, AAC or OPUS'
  return { state: 'warning', summary, cause, fix: 'check that the URL is that of the file, not of a page about it' }
}
