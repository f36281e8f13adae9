import type { RetryRule } from '@trtc-call/spec'
import type { Clock } from '../clock.ts'
import type { UserSigCache, UserSigRequest } from '../credentials/user-sig-provider.ts'
import type { UserSig } from '../signing/user-sig.ts'
import type { RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

/** The administrator in whose name the Call interface is used. */
export interface CallIdentity {
  readonly sdkAppId: number
  readonly identifier: string
  readonly userSigs: UserSigCache
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
  #skewMs = 0
  #query: { readonly userSig: string; readonly text: string } | undefined

  constructor(identity: CallIdentity) {
    this.#identity = identity
  }

  sign({ url }: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    const { userSigs, identifier } = this.#identity
    const userSig = userSigs.get(this.#request(identifier, adminLifetimeMs))
    return userSig instanceof Promise ? userSig.then((made) => this.#address(url, made)) : this.#address(url, userSig)
  }

  /** A UserSig of any user of the app, made for this purpose. */
  freshUserSig(userId: string, lifetimeMs: number): UserSig | Promise<UserSig> {
    return this.#identity.userSigs.fresh(this.#request(userId, lifetimeMs))
  }

  recover(rule: RetryRule, serverTime: number | undefined): boolean {
    if (rule !== 'renew') return false
    this.#identity.userSigs.clear()
    if (serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
    return true
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
    }
  }
}
