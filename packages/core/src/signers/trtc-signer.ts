import type { Clock } from '../clock.ts'
import { checkCredentials } from '../credentials/check-credentials.ts'
import type { Credentials, CredentialsProvider, CredentialsRequest } from '../credentials/credentials-provider.ts'
import { areSame } from '../credentials/same-credentials.ts'
import { whenHad } from '../credentials/when-had.ts'
import type { Hashing } from '../signing/hashing.ts'
import { signerOfGoodRequests, type Tc3Signer } from '../signing/tc3.ts'
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
  #held: HeldSigner | undefined
  #skewMs = 0

  constructor(identity: CloudIdentity) {
    this.#identity = identity
  }

  sign(attempt: UnsignedAttempt): SignedAttempt | Promise<SignedAttempt> {
    return whenHad(this.#identity.credentials(this.#request()), (credentials) => this.#headers(attempt, credentials))
  }

  recover({ rule, signed, serverTime }: RefusedSignature): boolean | Promise<boolean> {
    const { credentials, timestamp } = signed.signedWith as SignedWith
    if (rule === 'renew') {
      if (serverTime !== undefined) this.#skewMs = serverTime - this.#identity.clock.now()
      return this.#timestamp() !== timestamp
    }
    const areOthers = (held: Credentials): boolean => !areSame(credentials, held)
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

  #headers({ operation, url, body }: UnsignedAttempt, given: Credentials): SignedAttempt {
    const { host, region } = this.#identity
    const { credentials, sign } = this.#signerOf(given)
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
    // The fragment that tells the actions apart in the document is not part of the address.
    return {
      url: url.slice(0, url.indexOf('#')),
      headers,
      secrets: [authorization, ...secretsOf(credentials)],
      signedWith: { credentials, timestamp } satisfies SignedWith,
    }
  }

  /** Checked when they are new; then the day's derived key is kept as long as they stay the same. */
  #signerOf(given: Credentials): HeldSigner {
    if (this.#held === undefined || !areSame(this.#held.credentials, given)) {
      const credentials = checkCredentials('the credentials provider', given)
      const { secretId, secretKey } = credentials
      const sign = signerOfGoodRequests({ secretId, secretKey, service, hashing: this.#identity.hashing })
      this.#held = { credentials, sign }
    }
    return this.#held
  }
}

interface HeldSigner {
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
