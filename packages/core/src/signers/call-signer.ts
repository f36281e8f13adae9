import type { Clock } from '../clock.ts'
import { isOfAnotherKey } from '../credentials/another-key.ts'
import { cached } from '../credentials/cached.ts'
import type { UserSigProvider, UserSigRequest } from '../credentials/user-sig-provider.ts'
import { whenHad } from '../credentials/when-had.ts'
import { InputError } from '../input-error.ts'
import type { UserSig } from '../signing/user-sig.ts'
import type { RefusedSignature, RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

/** The administrator in whose name the Call interface is used. */
export interface CallIdentity {
  readonly sdkAppId: number
  readonly identifier: string
  readonly userSigs: UserSigProvider
  /** Whether askers at the same time may share one promise. */
  readonly singleFlight: boolean
  readonly clock: Clock
  readonly random: () => number
  /** Shown in no message. */
  readonly secrets: readonly string[]
}

/** The vendor advises at least a day; a signature is renewed long before. */
const adminLifetimeMs = 24 * 60 * 60_000
const uint32 = 2 ** 32

/**
 * Signs with the administrator's UserSig in the query. Each attempt has a `random` of its own.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/68926}
 */
export class CallSigner implements RequestSigner {
  readonly #identity: CallIdentity
  readonly #make: UserSigProvider
  readonly #userSigs: UserSigProvider
  #skewMs = 0
  #query: { readonly userSig: string; readonly text: string } | undefined

  constructor(identity: CallIdentity) {
    const { userSigs, singleFlight } = identity
    this.#identity = identity
    this.#make = (request) => whenHad(userSigs(request), checkUserSig)
    this.#userSigs = cached(this.#make, { singleFlight })
  }

  sign({ url }: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    const userSig = this.#userSigs(this.#request(this.#identity.identifier, adminLifetimeMs))
    return whenHad(userSig, (made) => this.#address(url, made))
  }

  /** A UserSig of any user of the app, made for this purpose. */
  freshUserSig(userId: string, lifetimeMs: number, reload: boolean): UserSig | Promise<UserSig> {
    return this.#make({ ...this.#request(userId, lifetimeMs), ...(reload ? { reload } : {}) })
  }

  recover({ rule, signed, serverTime }: RefusedSignature): boolean | Promise<boolean> {
    const refused = signed.signedWith as UserSig
    if (rule === 'renew' && serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
    const isAnother = (userSig: UserSig): boolean =>
      rule === 'renew' ? userSig.value !== refused.value : isOfAnotherKey(userSig, refused)
    const request = this.#request(this.#identity.identifier, adminLifetimeMs)
    // When many requests are refused at once, the first of them has already seen to it.
    const reloaded = () => whenHad(this.#userSigs({ ...request, reload: true }), isAnother)
    return whenHad(whenHad(this.#userSigs(request), isAnother), (already) => already || reloaded())
  }

  secrets(): readonly string[] {
    return this.#identity.secrets
  }

  /** What is the same for every request under one signature. */
  #queryOf({ value }: UserSig): string {
    if (this.#query?.userSig !== value) {
      const { sdkAppId, identifier } = this.#identity
      const text = `sdkappid=${sdkAppId}&identifier=${encodeURIComponent(identifier)}&usersig=${encodeURIComponent(value)}`
      this.#query = { userSig: value, text }
    }
    return this.#query.text
  }

  /** The skew that was measured is taken into account. */
  #request(userId: string, lifetimeMs: number): UserSigRequest {
    const { sdkAppId, clock } = this.#identity
    return { sdkAppId, userId, lifetimeMs, now: clock.now() + this.#skewMs }
  }

  #address(url: string, userSig: UserSig): SignedAttempt {
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
    throw new InputError('userSig', 'type', 'must return { value: string, expiresAt: number } when it is a provider')
  }
  return userSig
}
