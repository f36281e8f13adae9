import { isLoopback } from '../client/loopback.ts'
import { maskUrl } from '../client/mask-request.ts'
import type { Rehearsal } from '../client/rehearsal.ts'
import { whyUnreachable } from '../client/why-unreachable.ts'
import { withTimeout } from '../with-timeout.ts'
import { type Finding, interruptedAt, type Said } from './finding.ts'

/** How it is looked at. */
export interface StreamLook {
  readonly signal: AbortSignal
  readonly rehearsal?: Rehearsal | undefined
  /** This machine reaches other hosts through a proxy. */
  readonly hasProxy?: boolean
  /** How long the server may take, default ten seconds. */
  readonly timeoutMs?: number
}

const check = 'stream'
const expected = 'HEAD: 200, with a type of audio or video'
const defaultTimeoutMs = 10_000
const containers = /\.(flv|mp3|mp4|ts|mov|mkv|m4a|m3u8)$/i
const mediaTypes = /^(video|audio)\/|mpegurl|octet-stream/i

/** Whether the stream can be had: a HEAD from here, which is not quite from where the vendor is. No part of the query is told. */
export async function checkStream(
  stream: string,
  { signal, rehearsal, hasProxy, timeoutMs }: StreamLook,
): Promise<Finding> {
  const url = new URL(stream)
  if (!/^https?:$/.test(url.protocol)) {
    return { check, state: 'skipped', what: `${url.protocol.slice(0, -1)} has no HEAD; it was not looked at`, expected }
  }
  if (url.username !== '' || url.password !== '') {
    return { check, state: 'skipped', what: 'it has a user name in it, with which nothing is asked here', expected }
  }
  if (signal.aborted) return { ...interruptedAt(check), expected }
  if (rehearsal !== undefined) {
    rehearsal.head(url.href)
    return { check, state: 'skipped', what: `${maskUrl(stream)} would be asked`, expected }
  }
  if (hasProxy && !isLoopback(url.hostname)) {
    return {
      check,
      state: 'skipped',
      what: `${url.host} is behind the proxy, through which no stream is asked for`,
      expected,
    }
  }
  return { check, expected, ...(await ask(url, signal, timeoutMs ?? defaultTimeoutMs)) }
}

function ask(url: URL, signal: AbortSignal, timeoutMs: number): Promise<Said> {
  return withTimeout(signal, timeoutMs, async (limit) => {
    try {
      return judge(url, await fetch(url, { method: 'HEAD', redirect: 'manual', signal: limit }))
    } catch (error) {
      if (signal.aborted) return interruptedAt(check)
      const what = `${url.host} could not be asked (${whyUnreachable(error, limit)})`
      return { state: 'bad', what, ...reach }
    }
  })
}

const reach = {
  why: 'the vendor fetches the stream from the internet, where it must be for anybody who has the address',
  mend: 'open the address in a browser on another network',
}

function judge({ host, pathname }: URL, { status, headers }: Response): Said {
  if (status >= 300 && status < 400) {
    const why = 'whether the vendor follows redirects is not documented'
    return { state: 'note', what: `${host} redirects (${status})`, why, mend: 'give the address where it ends' }
  }
  if (status === 403 || status === 405) {
    const why = 'an address that is signed for GET refuses HEAD; it may be good'
    return { state: 'note', what: `${host} refuses HEAD (${status})`, why, mend: reach.mend }
  }
  if (status !== 200) return { state: 'bad', what: `${host} answers ${status}`, ...reach }
  const type = headers.get('content-type') ?? 'no type'
  const length = headers.get('content-length')
  const size = length === null ? '' : `, ${(Number(length) / 1e6).toFixed(1)} MB`
  const what = `${host} has it: ${type}${size}`
  if (mediaTypes.test(type) || containers.test(pathname)) return { state: 'ok', what }
  const why = 'the vendor plays FLV, MP3, MP4, MPEG-TS, MOV, MKV, M4A and HLS, with H.264, VP8, AAC or OPUS'
  return { state: 'note', what, why, mend: 'see that it is the file itself, and no page about it' }
}
