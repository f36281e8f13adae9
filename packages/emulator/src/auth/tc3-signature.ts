import { createHmac, hash } from 'node:crypto'
import { memoize } from './memoize.ts'

export interface Tc3Input {
  readonly method: string
  /** As sent, without the question mark; empty for POST. */
  readonly rawQuery: string
  readonly secretKey: string
  /** `YYYY-MM-DD` in UTC, of the timestamp. */
  readonly date: string
  readonly service: string
  /** X-TC-Timestamp as sent, in seconds. */
  readonly timestamp: string
  /** Names in lower case and values as sent, in the order signed. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** SHA-256 of the body's bytes, in hex. */
  readonly bodyHash: string
}

/** A signature with the two intermediate texts. */
export interface Tc3Signature {
  readonly canonicalRequest: string
  readonly stringToSign: string
  /** Lower case hex. */
  readonly signature: string
}

/**
 * Computes a TC3 signature. The path is always `/`.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function signTc3(input: Tc3Input): Tc3Signature {
  const { method, rawQuery, secretKey, date, service, timestamp, headers, bodyHash } = input
  const canonicalHeaders = headers.map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`).join('')
  const names = headers.map(([name]) => name).join(';')
  const canonicalRequest = [method, '/', rawQuery, canonicalHeaders, names, bodyHash].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const stringToSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonicalRequest)].join('\n')
  const key = signingKey(JSON.stringify([secretKey, date, service]))
  return { canonicalRequest, stringToSign, signature: hmac(key, stringToSign).toString('hex') }
}

/** The signing key of a day, which is the same for all requests of a client. */
const signingKey = memoize((parts: string) => {
  const [secretKey, date, service] = JSON.parse(parts) as [string, string, string]
  return hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
})

/** In hex. */
export function sha256(data: string | Buffer): string {
  return hash('sha256', data)
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
