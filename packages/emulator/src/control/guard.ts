import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopbackHost } from '../streams/urls.ts'
import { ControlError } from './control-error.ts'

export interface GuardSettings {
  readonly host: string
  readonly controlToken: string | undefined
}

const cookieName = 'trtc_emulator_token'

/**
 * Protects the control API. Without a token, the Host header must name this machine: a foreign web page can point its own
 * domain to 127.0.0.1 (DNS rebinding), but it cannot change the Host header. Writes need an own Origin and a JSON content
 * type, which a page of another origin cannot send without a CORS preflight.
 *
 * @throws ControlError with status 403.
 */
export function assertAccess(request: IncomingMessage, response: ServerResponse, settings: GuardSettings): void {
  if (settings.controlToken === undefined) assertOwnHost(request, settings)
  else assertToken(request, response, settings.controlToken)
  if (request.method !== 'GET' && request.method !== 'HEAD') assertJsonFromOwnPage(request)
}

function assertOwnHost(request: IncomingMessage, settings: GuardSettings): void {
  if (isOwnHost(request, settings)) return
  throw new ControlError(403, 'the Host header must name this machine; use http://127.0.0.1 and the port')
}

/** Whether the Host header names this machine or the emulator's `host`. */
export function isOwnHost({ headers }: IncomingMessage, settings: GuardSettings): boolean {
  const address = `http://${headers.host ?? ''}`
  return URL.canParse(address) && isOwnName(new URL(address).hostname, settings)
}

export function isOwnName(name: string, { host }: GuardSettings): boolean {
  return isLoopbackHost(name) || name === host || name === `[${host}]`
}

function assertToken(request: IncomingMessage, response: ServerResponse, expected: string): void {
  const queried = tokenInQuery(request)
  const tokens = [bearer(request), queried, tokenInCookie(request)]
  if (!tokens.some((token) => token !== undefined && isSame(token, expected))) {
    throw new ControlError(403, 'the token is missing or wrong; send Authorization: Bearer TOKEN, or open ?token=TOKEN')
  }
  if (queried === undefined || !isSame(queried, expected)) return
  const cookie = `${cookieName}=${encodeURIComponent(expected)}; Path=/_emulator; HttpOnly; SameSite=Strict`
  response.setHeader('set-cookie', cookie)
}

function assertJsonFromOwnPage({ headers }: IncomingMessage): void {
  const { origin, host } = headers
  if (origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`) {
    throw new ControlError(403, 'the request comes from a page of another origin')
  }
  if (/^application\/json\s*(;|$)/i.test(headers['content-type'] ?? '')) return
  throw new ControlError(403, 'content-type must be application/json')
}

function bearer({ headers }: IncomingMessage): string | undefined {
  return /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1]
}

function tokenInQuery({ url = '' }: IncomingMessage): string | undefined {
  return new URLSearchParams(url.split('?').slice(1).join('?')).get('token') ?? undefined
}

function tokenInCookie({ headers }: IncomingMessage): string | undefined {
  const pairs = (headers.cookie ?? '').split(/;\s*/).map((pair) => pair.split('='))
  const value = pairs.find(([name]) => name === cookieName)?.[1]
  try {
    return value && decodeURIComponent(value)
  } catch {
    return undefined
  }
}

/** Compares hashes, so that the time does not depend on the length or content. */
function isSame(received: string, expected: string): boolean {
  const [a, b] = [received, expected].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}
