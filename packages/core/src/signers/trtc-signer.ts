import type { Clock } from '../clock.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../credentials/credentials-provider.ts'
import { whenHad } from '../credentials/when-had.ts'
import type { Hashing } from '../signing/hashing.ts'
import { createTc3Signer, type Tc3Signer } from '../signing/tc3.ts'
import type { RefusedSignature, RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

/** The cloud account in whose name the cloud interface is used. */
export interface CloudIdentity {
  readonly credentials: CredentialsProvider
  readonly host: string
  readonly region: string
  readonly hashing: Hashing
  readonly clock: Clock
}

const service = 'trtc'
const version = '2019-07-22'
const contentType = 'application/json; charset=utf-8'

/**
 * Signs with TC3-HMAC-SHA256 in the Authorization header.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export class TrtcSigner implements RequestSigner {
  readonly #identity: CloudIdentity
  #held: { readonly credentials: Credentials; readonly sign: Tc3Signer } | undefined
  #skewMs = 0

  constructor(identity: CloudIdentity) {
    this.#identity = identity
  }

  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    return whenHad(this.#identity.credentials(this.#request()), (credentials) =>
      this.#headers(attempt, checkCredentials(credentials)),
    )
  }

  recover({ rule, signed, serverTime }: RefusedSignature): boolean | Promise<boolean> {
    const { credentials, timestamp } = signed.signedWith as SignedWith
    if (rule === 'renew') {
      if (serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
      return this.#timestamp() !== timestamp
    }
    const areOthers = (held: Credentials): boolean => !areSame(checkCredentials(held), credentials)
    const provider = this.#identity.credentials
    // When many requests are refused at once, the first of them has already seen to it.
    const reloaded = () => whenHad(provider({ ...this.#request(), reload: true }), areOthers)
    return whenHad(whenHad(provider(this.#request()), areOthers), (already) => already || reloaded())
  }

  secrets(): readonly string[] {
    return this.#held === undefined ? [] : secretsOf(this.#held.credentials)
  }

  /** The skew that was measured is taken into account. */
  #request(): CredentialsRequest {
    return { now: this.#identity.clock.now() + this.#skewMs }
  }

  #timestamp(): number {
    return Math.floor(this.#request().now / 1000)
  }

  #headers({ operation, url, body }: UnsignedAttempt, credentials: Credentials): SignedAttempt {
    const { host, region } = this.#identity
    const timestamp = this.#timestamp()
    const { authorization } = this.#signerOf(credentials)({
      host,
      action: operation.command,
      contentType,
      body,
      timestamp,
    })
    const headers: Record<string, string> = {
      authorization,
      'content-type': contentType,
      'x-tc-action': operation.command,
      'x-tc-version': version,
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
    }
    if (credentials.token !== undefined) headers['x-tc-token'] = credentials.token
    // The fragment that tells the actions apart in the document is not part of the address.
    return {
      url: url.slice(0, url.indexOf('#')),
      headers,
      secrets: [authorization, ...secretsOf(credentials)],
      signedWith: { credentials, timestamp } satisfies SignedWith,
    }
  }

  /** The day's derived key is kept as long as the credentials stay the same. */
  #signerOf(credentials: Credentials): Tc3Signer {
    const { secretId, secretKey } = credentials
    const held = this.#held
    if (held !== undefined && held.credentials.secretId === secretId && held.credentials.secretKey === secretKey) {
      return held.sign
    }
    const sign = createTc3Signer({ secretId, secretKey, service, hashing: this.#identity.hashing })
    this.#held = { credentials, sign }
    return sign
  }
}

interface SignedWith {
  readonly credentials: Credentials
  readonly timestamp: number
}

function areSame(one: Credentials, other: Credentials): boolean {
  return one.secretId === other.secretId && one.secretKey === other.secretKey && one.token === other.token
}

function checkCredentials(credentials: Credentials): Credentials {
  const { secretId, secretKey } = credentials ?? {}
  if (typeof secretId === 'string' && secretId !== '' && typeof secretKey === 'string' && secretKey !== '') {
    return credentials
  }
  throw new TypeError('the credentials provider must give { secretId: string, secretKey: string, token?: string }')
}

function secretsOf({ secretId, secretKey, token }: Credentials): string[] {
  return [secretId, secretKey, token].filter((secret) => secret !== undefined)
}
