import { checkTimeoutMs } from '../check-value.ts'
import { parseObject, textOf } from '../request/envelope.ts'
import { checkLifetimeMs, checkSecret, checkUserId } from '../signing/check-user-sig-input.ts'
import type { UserSig } from '../signing/user-sig.ts'
import { checkServiceUrl } from './check-service-url.ts'
import { fetchText, type ProviderFetch, type TextResponse } from './fetch-text.ts'
import type { SecretProvider } from './secret-provider.ts'
import type { UserSigProvider, UserSigRequest } from './user-sig-provider.ts'

/** Options of {@link userSigFromService}. */
export interface UserSigService {
  /** https; plain http on loopback only. */
  readonly url: string
  /** Sent as `authorization: Bearer …`. A provider is called for every request, and again if the service responds 401. */
  readonly token?: string | SecretProvider | undefined
  /** Additional headers, for a service that authenticates by another header. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Default the global `fetch`. */
  readonly fetch?: ProviderFetch | undefined
  /** Milliseconds for one request. Default 5000. */
  readonly timeoutMs?: number | undefined
}

/** The JSON body that is posted. */
export interface UserSigServiceRequest {
  readonly sdkAppId: number
  readonly userId: string
  readonly lifetimeMs: number
  /** Only if the vendor refused the last UserSig: get the key again, bypassing all caches. */
  readonly forceRefresh?: true
}

/** The JSON body of the response with status 200, at most 16 kB. */
export interface UserSigServiceResponse {
  readonly userSig: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** An id of the key that does not reveal it; by it, a rotated key is recognized. */
  readonly keyId?: string
}

// Generous length limits.
const userSigPattern = /^[A-Za-z0-9*_-]{40,8192}$/
// A value in seconds is always below this, so it is rejected.
const minExpiresAt = 100_000_000_000

/**
 * Gets UserSigs from your signing service, so that the key stays there. `docs/signing-service.md` describes its interface.
 * Redirects are not followed. Messages never show the URL's path or query, the token or the response.
 *
 * @throws InputError for an invalid option; the provider throws it for an invalid request, and an Error when the service
 * cannot be reached, refuses the request, or responds something else.
 * @example
 * const userSig = userSigFromService({ url: 'https://sign.example.com/user-sig', token: () => vault.read('sign-token') })
 */
export function userSigFromService(service: UserSigService): UserSigProvider {
  const url = checkServiceUrl('url', service.url)
  const { token, headers = {}, fetch, timeoutMs = 5_000 } = service
  checkTimeoutMs('timeoutMs', timeoutMs)
  if (typeof token === 'string') checkSecret('token', token)
  const label = `the signing service at ${url.host}`
  const send = (body: string, bearer: string | undefined): Promise<TextResponse> => {
    const sent: Record<string, string> = { ...headers, accept: 'application/json', 'content-type': 'application/json' }
    if (bearer !== undefined) sent.authorization = `Bearer ${bearer}`
    return fetchText({ label, url: url.href, method: 'POST', headers: sent, body, timeoutMs, fetch })
  }
  return async (request) => {
    const body = bodyOf(request)
    const first = typeof token === 'function' ? checkSecret('token', await token({ forceRefresh: false })) : token
    let response = await send(body, first)
    if (response.status === 401 && typeof token === 'function') {
      const second = checkSecret('token', await token({ forceRefresh: true }))
      if (second !== first) response = await send(body, second)
    }
    return readUserSig(label, response, request)
  }
}

function bodyOf({ sdkAppId, userId, lifetimeMs, forceRefresh }: UserSigRequest): string {
  checkUserId(userId)
  checkLifetimeMs(lifetimeMs)
  const posted: UserSigServiceRequest = { sdkAppId, userId, lifetimeMs, ...(forceRefresh === true && { forceRefresh }) }
  return JSON.stringify(posted)
}

function readUserSig(label: string, { status, text }: TextResponse, { now }: UserSigRequest): UserSig {
  if (status !== 200) throw new Error(`${label} returned no UserSig: status ${status}${meaningOf(status)}`)
  const body = parseObject(text)
  if (body === undefined) throw new Error(`${label} responded with something other than a JSON object`)
  const { userSig, expiresAt } = body
  if (typeof userSig !== 'string' || !userSigPattern.test(userSig)) {
    throw new Error(`${label} responded without a valid userSig (letters, digits, "*", "-" and "_")`)
  }
  if (typeof expiresAt !== 'number' || !(expiresAt > minExpiresAt)) {
    throw new Error(`${label} responded without a valid expiresAt (milliseconds since 1970)`)
  }
  if (expiresAt <= now)
    throw new Error(`${label} returned a UserSig that has already expired: compare its clock with this machine's`)
  const keyId = textOf(body.keyId)
  return { value: userSig, expiresAt, ...(keyId !== undefined && { keyId }) }
}

function meaningOf(status: number): string {
  if (status === 401) return ', it refused the token'
  if (status === 403) return ', the token does not allow this user or app'
  if (status === 429) return ', it received too many requests'
  return status >= 500 ? ', it failed; the next request calls it again' : ''
}
