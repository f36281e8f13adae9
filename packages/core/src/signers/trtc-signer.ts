import type { RetryRule } from '@trtc-call/spec'
import type { Clock } from '../clock.ts'
import type { Credentials, CredentialsProvider } from '../credentials/credentials-provider.ts'
import type { Hashing } from '../signing/hashing.ts'
import { createTc3Signer, type Tc3Signer } from '../signing/tc3.ts'
import type { RequestSigner, SignedAttempt, UnsignedAttempt } from './signer.ts'

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
    const credentials = this.#identity.credentials()
    return credentials instanceof Promise
      ? credentials.then((fetched) => this.#headers(attempt, fetched))
      : this.#headers(attempt, credentials)
  }

  recover(rule: RetryRule, serverTime: number | undefined): boolean {
    if (rule !== 'renew' || serverTime === undefined) return false
    this.#skewMs = serverTime - this.#identity.clock.now()
    return true
  }

  secrets(): readonly string[] {
    return this.#held === undefined ? [] : secretsOf(this.#held.credentials)
  }

  #headers({ operation, url, body }: UnsignedAttempt, credentials: Credentials): SignedAttempt {
    const { host, region, clock } = this.#identity
    const timestamp = Math.floor((clock.now() + this.#skewMs) / 1000)
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
    return { url: url.slice(0, url.indexOf('#')), headers, secrets: [authorization, ...secretsOf(credentials)] }
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

function secretsOf({ secretId, secretKey, token }: Credentials): string[] {
  return [secretId, secretKey, token].filter((secret) => secret !== undefined)
}
