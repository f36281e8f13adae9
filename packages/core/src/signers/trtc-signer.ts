import type { Clock } from '../clock.ts'
import { checkCredentials } from '../credentials/check-credentials.ts'
import { credentialsEqual } from '../credentials/credentials-equal.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../credentials/credentials-provider.ts'
import { mapMaybePromise } from '../credentials/maybe-promise.ts'
import type { Hashing } from '../signing/hashing.ts'
import { createUncheckedSigner, type Tc3Signer } from '../signing/tc3.ts'
import type { RefusedSignature, RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

/** The cloud account that signs requests to the cloud interface. */
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
 * Signs requests with TC3-HMAC-SHA256 in the Authorization header.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export class TrtcSigner implements RequestSigner {
  readonly #identity: CloudIdentity
  #current: CurrentSigner | undefined
  #skewMs = 0

  constructor(identity: CloudIdentity) {
    this.#identity = identity
  }

  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    return mapMaybePromise(this.#identity.credentials(this.#request()), (credentials) =>
      this.#headers(attempt, credentials),
    )
  }

  refreshSignature({ rule, signed, serverTime }: RefusedSignature): boolean | Promise<boolean> {
    const { credentials, timestamp } = signed.signedWith as SignedWith
    if (rule === 'new-signature') {
      if (serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
      return this.#timestamp() !== timestamp
    }
    const areDifferent = (other: Credentials): boolean => !credentialsEqual(credentials, other)
    const provider = this.#identity.credentials
    // When many requests are refused at once, the first of them has already refreshed the cache.
    const refreshed = () => mapMaybePromise(provider({ ...this.#request(), forceRefresh: true }), areDifferent)
    return mapMaybePromise(
      mapMaybePromise(provider(this.#request()), areDifferent),
      (already) => already || refreshed(),
    )
  }

  secrets(): readonly string[] {
    return this.#current === undefined ? [] : secretsOf(this.#current.credentials)
  }

  /** With the time corrected by the measured skew. */
  #request(): CredentialsRequest {
    return { now: this.#identity.clock.now() + this.#skewMs }
  }

  #timestamp(): number {
    return Math.floor(this.#request().now / 1000)
  }

  #headers({ operation, url, body }: UnsignedAttempt, given: Credentials): SignedAttempt {
    const { host, region } = this.#identity
    const { credentials, sign } = this.#signerFor(given)
    const timestamp = this.#timestamp()
    const { authorization } = sign({ host, action: operation.command, contentType, body, timestamp })
    const headers: Record<string, string> = {
      authorization,
      'content-type': contentType,
      'x-tc-action': operation.command,
      'x-tc-version': version,
      'x-tc-region': region,
      'x-tc-timestamp': String(timestamp),
    }
    if (credentials.token !== undefined) headers['x-tc-token'] = credentials.token
    // The fragment distinguishes the actions in the OpenAPI document; it is not sent.
    return {
      url: url.slice(0, url.indexOf('#')),
      headers,
      secrets: [authorization, ...secretsOf(credentials)],
      signedWith: { credentials, timestamp } satisfies SignedWith,
    }
  }

  /** Checks new credentials; the signer with the day's derived key is reused as long as they stay the same. */
  #signerFor(given: Credentials): CurrentSigner {
    if (this.#current === undefined || !credentialsEqual(this.#current.credentials, given)) {
      const credentials = checkCredentials('the credentials provider', given)
      const { secretId, secretKey } = credentials
      const sign = createUncheckedSigner({ secretId, secretKey, service, hashing: this.#identity.hashing })
      this.#current = { credentials, sign }
    }
    return this.#current
  }
}

interface CurrentSigner {
  readonly credentials: Credentials
  readonly sign: Tc3Signer
}

interface SignedWith {
  readonly credentials: Credentials
  readonly timestamp: number
}

function secretsOf({ secretId, secretKey, token }: Credentials): string[] {
  return [secretId, secretKey, token].filter((secret) => secret !== undefined)
}
