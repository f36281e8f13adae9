import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../stream/urls.ts'
import { ControlError } from './control-error.ts'
import { type GuardSettings, isOwnHost, isOwnName } from './guard.ts'

/**
 * Keeps web pages off the vendor's paths. On loopback the keys of an emulator are known to everybody, so a signature keeps no
 * page out: any site that a developer visits could ring phones here, or start streams that probe other servers of this
 * machine. The vendor's clients are servers, and look like none of what is refused here:
 *
 * - An `Origin` of another machine, or any `Origin` under a foreign `Host`: a page can make its own name point to 127.0.0.1.
 * - A GET as a browser sends it for a picture, a frame or a navigation, under whatever name.
 * - Any GET under a foreign `Host`, where the emulator is only reachable on loopback: a page can make a GET look like a
 *   server's, but it cannot change the `Host`. A POST of a page always has an `Origin`.
 *
 * @throws ControlError with status 403.
 */
export function refusePages(request: IncomingMessage, settings: GuardSettings): void {
  const { headers, method } = request
  const isFromPage =
    headers.origin === undefined
      ? headers['sec-fetch-site'] === 'cross-site'
      : !isOwnOrigin(headers.origin, settings) || !isOwnHost(request, settings)
  const isRead = method === 'GET' || method === 'HEAD'
  const isForeignRead = isRead && isLoopbackHost(settings.host) && !isOwnHost(request, settings)
  if (!isFromPage && !isForeignRead && !(isRead && looksLikeBrowser(request))) return
  throw new ControlError(
    403,
    'the request comes from a web page or under a foreign name; send it from a server or a test',
  )
}

function isOwnOrigin(origin: string, settings: GuardSettings): boolean {
  return URL.canParse(origin) && isOwnName(new URL(origin).hostname, settings)
}

/** Node's fetch sends `sec-fetch-mode` as well, but neither of the other two. */
function looksLikeBrowser({ headers }: IncomingMessage): boolean {
  const isFetch = headers['sec-fetch-site'] !== undefined || headers['sec-fetch-dest'] !== undefined
  const isBrowser = /^Mozilla\//.test(headers['user-agent'] ?? '') || headers.referer !== undefined
  return isFetch || isBrowser || /\b(image\/|text\/html)/.test(headers.accept ?? '')
}
