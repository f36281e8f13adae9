import type { Clock } from '../clock.ts'
import { cached } from '../credentials/cached.ts'
import { isDifferentKey } from '../credentials/is-different-key.ts'
import { mapMaybePromise } from '../credentials/maybe-promise.ts'
import type { UserSigProvider, UserSigRequest } from '../credentials/user-sig-provider.ts'
import { InputError } from '../input-error.ts'
import type { UserSig } from '../signing/user-sig.ts'
import type { RefusedSignature, RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

/** The administrator that signs requests to the Call interface. */
export interface CallIdentity {
  readonly sdkAppId: number
  readonly identifier: string
  readonly userSigs: UserSigProvider
  /** Whether concurrent requests may share one call of the provider. */
  readonly singleFlight: boolean
  readonly clock: Clock
  readonly random: () => number
  /** Never shown in a message. */
  readonly secrets: readonly string[]
}

/** The vendor recommends at least a day. A signature is renewed before it expires. */
const adminLifetimeMs = 24 * 60 * 60_000
const uint32 = 2 ** 32

/**
 * Signs requests with the administrator's UserSig in the query. Each attempt has its own `random`.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68926}
 */
export class CallSigner implements RequestSigner {
  readonly #identity: CallIdentity
  readonly #provider: UserSigProvider
  readonly #userSigs: UserSigProvider
  #skewMs = 0
  #query: { readonly userSig: string; readonly text: string } | undefined

  constructor(identity: CallIdentity) {
    const { userSigs, singleFlight } = identity
    this.#identity = identity
    this.#provider = (request) => mapMaybePromise(userSigs(request), checkUserSig)
    this.#userSigs = cached(this.#provider, { singleFlight })
  }

  sign({ url }: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    const request = this.#request(this.#identity.identifier, adminLifetimeMs)
    return mapMaybePromise(this.#userSigs(request), (userSig) => this.#sign(url, userSig))
  }

  /** A new UserSig of any user of the app. */
  createUserSig(userId: string, lifetimeMs: number, forceRefresh: boolean): UserSig | Promise<UserSig> {
    return this.#provider({ ...this.#request(userId, lifetimeMs), ...(forceRefresh ? { forceRefresh } : {}) })
  }

  refreshSignature({ rule, signed, serverTime }: RefusedSignature): boolean | Promise<boolean> {
    const refused = signed.signedWith as UserSig
    if (rule === 'new-signature' && serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
    const isDifferent = (userSig: UserSig): boolean =>
      rule === 'new-signature' ? userSig.value !== refused.value : isDifferentKey(userSig, refused)
    const request = this.#request(this.#identity.identifier, adminLifetimeMs)
    // When many requests are refused at once, the first of them has already refreshed the cache.
    const refreshed = () => mapMaybePromise(this.#userSigs({ ...request, forceRefresh: true }), isDifferent)
    return mapMaybePromise(mapMaybePromise(this.#userSigs(request), isDifferent), (already) => already || refreshed())
  }

  secrets(): readonly string[] {
    return this.#identity.secrets
  }

  /** The part of the query that is the same for every request with one signature. */
  #queryOf({ value }: UserSig): string {
    if (this.#query?.userSig !== value) {
      const { sdkAppId, identifier } = this.#identity
      const text = `sdkappid=${sdkAppId}&identifier=${encodeURIComponent(identifier)}&usersig=${encodeURIComponent(value)}`
      this.#query = { userSig: value, text }
    }
    return this.#query.text
  }

  /** With the time corrected by the measured skew. */
  #request(userId: string, lifetimeMs: number): UserSigRequest {
    const { sdkAppId, clock } = this.#identity
    return { sdkAppId, userId, lifetimeMs, now: clock.now() + this.#skewMs }
  }

  #sign(url: string, userSig: UserSig): SignedAttempt {
    const random = Math.floor(this.#identity.random() * uint32)
    return {
      url: `${url}?${this.#queryOf(userSig)}&random=${random}&contenttype=json`,
      headers: { 'content-type': 'application/json' },
      random,
      secrets: [userSig.value],
      signedWith: userSig,
    }
  }
}

function checkUserSig(userSig: UserSig): UserSig {
  if (typeof userSig?.value !== 'string' || userSig.value === '' || typeof userSig.expiresAt !== 'number') {
    throw new InputError('userSig', 'type', 'must return { value: string, expiresAt: number }')
  }
  return userSig
}
