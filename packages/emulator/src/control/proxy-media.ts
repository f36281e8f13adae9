import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import https from 'node:https'
import { isLoopbackHost } from '../stream/urls.ts'
import { ControlError } from './control-error.ts'
import { answered, type ControlContext } from './control-route.ts'

const passedOn = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'] as const

/**
 * Passes a stream or a picture on to the page, with ranges, so that the page itself never contacts anybody else. What is not
 * on this machine is left alone, as the ingest does, unless `fetchBeyondLoopback` is set.
 *
 * @throws ControlError when it is elsewhere, cannot be had, or answers with an error.
 */
export async function proxyMedia(context: ControlContext, source: string, kind: RegExp): Promise<typeof answered> {
  const { world, request, response } = context
  const url = URL.canParse(source) ? new URL(source) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ControlError(404, `a browser cannot play ${url?.protocol ?? 'this address'}; use http or https`)
  }
  if (!world.settings.fetchBeyondLoopback && !isLoopbackHost(url.hostname)) {
    throw new ControlError(404, 'it is not on this machine; with the option fetchBeyondLoopback it would be fetched')
  }
  const { range } = request.headers
  const gone = new AbortController()
  response.on('close', () => gone.abort())
  const signal = AbortSignal.any([gone.signal, world.closing.signal])
  const found = await open(url, range === undefined ? {} : { range }, signal)
  const { statusCode = 502 } = found
  if (statusCode !== 200 && statusCode !== 206 && statusCode !== 416) {
    found.destroy()
    throw new ControlError(404, `the source answered ${statusCode}`)
  }
  response.writeHead(statusCode, headersOf(found.headers, kind))
  found.on('error', () => response.destroy())
  found.pipe(response)
  return answered
}

function open(url: URL, headers: OutgoingHttpHeaders, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const asked = get(url, { headers, signal, agent: false }, resolve)
    asked.on('error', ({ code }: NodeJS.ErrnoException) => {
      reject(new ControlError(404, `the source cannot be reached: ${code ?? 'connection lost'}`))
    })
  })
}

/** A source may answer with a page; from the page's own origin a browser must never show it. */
function headersOf(given: IncomingHttpHeaders, kind: RegExp): OutgoingHttpHeaders {
  const type = given['content-type'] ?? ''
  const kept = passedOn.flatMap((name) => (given[name] === undefined ? [] : [[name, given[name]] as const]))
  return {
    ...Object.fromEntries(kept),
    'content-type': kind.test(type) && !/svg/i.test(type) ? type : 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
