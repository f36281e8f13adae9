import { checkTimeoutMs } from '../check-value.ts'
import { isObject, parseObject, textOf } from '../envelope/envelope.ts'
import { checkLifetimeMs, checkSecret, checkUserId } from '../signing/checks.ts'
import type { UserSig } from '../signing/user-sig.ts'
import { type Answer, ask, type ProviderFetch } from './ask.ts'
import { checkProviderUrl } from './provider-url.ts'
import type { SecretProvider } from './secret-provider.ts'
import type { UserSigProvider, UserSigRequest } from './user-sig-provider.ts'

/** Where your signing service is, and how it knows who asks. */
export interface UserSigService {
  /** https; plain http on loopback only. */
  readonly url: string
  /** Sent as `authorization: Bearer …`. A provider is asked for every request, and once more when the service answers 401. */
  readonly token?: string | SecretProvider | undefined
  /** Sent too, for a service that knows its callers by another header. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Default the global `fetch`. */
  readonly fetch?: ProviderFetch | undefined
  /** Milliseconds for one request. Default 5000. */
  readonly timeoutMs?: number | undefined
}

/** What is posted, as JSON. */
export interface UserSigServiceRequest {
  readonly sdkAppId: number
  readonly userId: string
  readonly lifetimeMs: number
  /** Only there when the last UserSig was refused: look for another key, past every cache. */
  readonly reload?: true
}

/** What the service answers with status 200, as JSON of at most 16 kB. */
export interface UserSigServiceAnswer {
  readonly userSig: string
  /** Milliseconds since 1970. */
  readonly expiresAt: number
  /** Names the key without giving it away; with it, a changed key is noticed. */
  readonly keyId?: string
}

// The alphabet of a UserSig, and more than any of them is long.
const userSigPattern = /^[A-Za-z0-9*_-]{40,8192}$/
// The year 1973 in milliseconds, 5138 in seconds.
const leastMs = 100_000_000_000

/**
 * UserSigs from a service of yours, so that the key stays there. See `docs/signing-service.md` for what it has to answer.
 * A redirect is not followed. Nothing of the URL's path or query, the token and the answer is ever shown.
 *
 * @throws InputError now for a bad option, later for a bad request. Error when the service cannot be reached, refuses, or
 * answers something else.
 * @example
 * const userSig = userSigFromService({ url: 'https://sign.example.com/user-sig', token: () => vault.read('sign-token') })
 */
export function userSigFromService(service: UserSigService): UserSigProvider {
  const url = checkProviderUrl('url', service.url)
  const { token, headers = {}, fetch, timeoutMs = 5_000 } = service
  checkTimeoutMs('timeoutMs', timeoutMs)
  if (typeof token === 'string') checkSecret('token', token)
  const whom = `the signing service at ${url.host}`
  const send = (body: string, bearer: string | undefined): Promise<Answer> => {
    const sent: Record<string, string> = { ...headers, accept: 'application/json', 'content-type': 'application/json' }
    if (bearer !== undefined) sent.authorization = `Bearer ${bearer}`
    return ask({ whom, url: url.href, method: 'POST', headers: sent, body, timeoutMs, fetch })
  }
  return async (request) => {
    const body = bodyOf(request)
    const first = typeof token === 'function' ? checkSecret('token', await token({ reload: false })) : token
    let answer = await send(body, first)
    if (answer.status === 401 && typeof token === 'function') {
      const second = checkSecret('token', await token({ reload: true }))
      if (second !== first) answer = await send(body, second)
    }
    return readUserSig(whom, answer, request)
  }
}

function bodyOf({ sdkAppId, userId, lifetimeMs, reload }: UserSigRequest): string {
  checkUserId(userId)
  checkLifetimeMs(lifetimeMs)
  const posted: UserSigServiceRequest = { sdkAppId, userId, lifetimeMs, ...(reload === true && { reload }) }
  return JSON.stringify(posted)
}

function readUserSig(whom: string, { status, text }: Answer, { now }: UserSigRequest): UserSig {
  if (status !== 200) throw new Error(`${whom} gave no UserSig: status ${status}${meaningOf(status)}`)
  const answer = parseObject(text)
  if (!isObject(answer)) throw new Error(`${whom} answered with something that is no JSON object`)
  const { userSig, expiresAt } = answer
  if (typeof userSig !== 'string' || !userSigPattern.test(userSig)) {
    throw new Error(`${whom} answered without a userSig that could be one: letters, digits, "*", "-" and "_"`)
  }
  if (typeof expiresAt !== 'number' || !(expiresAt > leastMs)) {
    throw new Error(`${whom} answered without a usable expiresAt: it has to be in milliseconds since 1970`)
  }
  if (expiresAt <= now)
    throw new Error(`${whom} gave a UserSig that has already expired: compare its clock with this one`)
  const keyId = textOf(answer.keyId)
  return { value: userSig, expiresAt, ...(keyId !== undefined && { keyId }) }
}

function meaningOf(status: number): string {
  if (status === 401) return ', it does not take this token'
  if (status === 403) return ', the token does not allow this user or app'
  if (status === 429) return ', it is asked too often'
  return status >= 500 ? ', it has a fault of its own; the next request asks it again' : ''
}
