import type { IncomingMessage } from 'node:http'
import { isLoopbackHost } from '../streams/urls.ts'
import { ControlError } from './control-error.ts'
import { type GuardSettings, isOwnHost, isOwnName } from './guard.ts'

/**
 * Rejects requests of web pages to the vendor's paths. The keys of an emulator on loopback are public, so without this check
 * any site that a developer visits could ring phones, or use streams to probe other servers of this machine. Real clients
 * are servers, and send none of these:
 *
 * - an `Origin` of another machine, or any `Origin` with a foreign `Host` (DNS rebinding)
 * - a GET with the headers of a browser's image, frame or navigation
 * - a GET with a foreign `Host`, if the emulator listens on loopback: a page can imitate a server's GET, but not its `Host`. A
 *   POST of a page always has an `Origin`.
 *
 * @throws ControlError with status 403.
 */
export function rejectBrowsers(request: IncomingMessage, settings: GuardSettings): void {
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
    'the request comes from a web page or has a foreign Host header; send it from a server or a test',
  )
}

function isOwnOrigin(origin: string, settings: GuardSettings): boolean {
  return URL.canParse(origin) && isOwnName(new URL(origin).hostname, settings)
}

/** Node's fetch sends `sec-fetch-mode`, but not the two headers that are checked here. */
function looksLikeBrowser({ headers }: IncomingMessage): boolean {
  const isFetch = headers['sec-fetch-site'] !== undefined || headers['sec-fetch-dest'] !== undefined
  const isBrowser = /^Mozilla\//.test(headers['user-agent'] ?? '') || headers.referer !== undefined
  return isFetch || isBrowser || /\b(image\/|text\/html)/.test(headers.accept ?? '')
}
