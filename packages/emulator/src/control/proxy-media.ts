import http, { type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http'
import https from 'node:https'
import { isLoopbackHost } from '../streams/urls.ts'
import { ControlError } from './control-error.ts'
import { type ControlContext, responseSent } from './control-route.ts'

const forwardedHeaders = ['content-length', 'content-range', 'accept-ranges', 'last-modified', 'etag'] as const

/**
 * Proxies a stream or picture for the page, including ranges, so that the page contacts only the emulator. Media on other
 * machines need `fetchBeyondLoopback`, as for ingest.
 *
 * @throws ControlError when the source is not allowed, unreachable or responds with an error.
 */
export async function proxyMedia(context: ControlContext, source: string, kind: RegExp): Promise<typeof responseSent> {
  const { state, request, response } = context
  const url = URL.canParse(source) ? new URL(source) : undefined
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new ControlError(404, `a browser cannot play ${url?.protocol ?? 'this URL'}; use http or https`)
  }
  if (!state.settings.fetchBeyondLoopback && !isLoopbackHost(url.hostname)) {
    throw new ControlError(404, 'the source is on another machine; set fetchBeyondLoopback to fetch it')
  }
  const { range } = request.headers
  const disconnected = new AbortController()
  response.on('close', () => disconnected.abort())
  const signal = AbortSignal.any([disconnected.signal, state.closing.signal])
  const found = await open(url, range === undefined ? {} : { range }, signal)
  const { statusCode = 502 } = found
  if (statusCode !== 200 && statusCode !== 206 && statusCode !== 416) {
    found.destroy()
    throw new ControlError(404, `the source answered ${statusCode}`)
  }
  response.writeHead(statusCode, headersOf(found.headers, kind))
  found.on('error', () => response.destroy())
  found.pipe(response)
  return responseSent
}

function open(url: URL, headers: OutgoingHttpHeaders, signal: AbortSignal): Promise<http.IncomingMessage> {
  const { get } = url.protocol === 'https:' ? https : http
  return new Promise((resolve, reject) => {
    const sent = get(url, { headers, signal, agent: false }, resolve)
    sent.on('error', ({ code }: NodeJS.ErrnoException) => {
      reject(new ControlError(404, `the source cannot be reached: ${code ?? 'connection lost'}`))
    })
  })
}

/** Keeps a browser from rendering a source's HTML in the page's own origin. */
function headersOf(received: IncomingHttpHeaders, kind: RegExp): OutgoingHttpHeaders {
  const type = received['content-type'] ?? ''
  const forwarded = forwardedHeaders.flatMap((name) =>
    received[name] === undefined ? [] : [[name, received[name]] as const],
  )
  return {
    ...Object.fromEntries(forwarded),
    'content-type': kind.test(type) && !/svg/i.test(type) ? type : 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
}
