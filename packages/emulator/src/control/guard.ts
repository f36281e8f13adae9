import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { isLoopbackHost } from '../stream/urls.ts'
import { ControlError } from './control-error.ts'

/** What decides who may ask. */
export interface GuardSettings {
  readonly host: string
  readonly controlToken: string | undefined
}

const cookieName = 'trtc_emulator_token'

/**
 * Lets a request to the control API through, or not. Without a token only a name of this machine may have led here: a page
 * of another site can make its own name point to 127.0.0.1, but it cannot change the Host header. A page cannot write
 * either: its Origin gives it away, and a JSON content type needs a permission that is never given.
 *
 * @throws ControlError with status 403.
 */
export function guard(request: IncomingMessage, response: ServerResponse, settings: GuardSettings): void {
  if (settings.controlToken === undefined) checkHost(request, settings)
  else checkToken(request, response, settings.controlToken)
  if (request.method !== 'GET' && request.method !== 'HEAD') checkWrite(request)
}

function checkHost(request: IncomingMessage, settings: GuardSettings): void {
  if (isOwnHost(request, settings)) return
  throw new ControlError(403, 'the Host header is no name of this machine; use http://127.0.0.1 and the port')
}

/** Whether the Host header has a name of this machine, or the one that the emulator was told to listen on. */
export function isOwnHost({ headers }: IncomingMessage, settings: GuardSettings): boolean {
  const address = `http://${headers.host ?? ''}`
  return URL.canParse(address) && isOwnName(new URL(address).hostname, settings)
}

export function isOwnName(name: string, { host }: GuardSettings): boolean {
  return isLoopbackHost(name) || name === host || name === `[${host}]`
}

function checkToken(request: IncomingMessage, response: ServerResponse, wanted: string): void {
  const asked = tokenInQuery(request)
  const given = [bearer(request), asked, tokenInCookie(request)]
  if (!given.some((token) => token !== undefined && isSame(token, wanted))) {
    throw new ControlError(403, 'the token is missing or wrong; send Authorization: Bearer TOKEN, or open ?token=TOKEN')
  }
  if (asked === undefined || !isSame(asked, wanted)) return
  const cookie = `${cookieName}=${encodeURIComponent(wanted)}; Path=/_emulator; HttpOnly; SameSite=Strict`
  response.setHeader('set-cookie', cookie)
}

function checkWrite({ headers }: IncomingMessage): void {
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

/** Hashed, so that neither length nor content shows in the time it takes. */
function isSame(given: string, wanted: string): boolean {
  const [a, b] = [given, wanted].map((text) => createHash('sha256').update(text).digest()) as [Buffer, Buffer]
  return timingSafeEqual(a, b)
}
