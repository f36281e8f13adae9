import { createHash, createHmac } from 'node:crypto'

/** What goes into a TC3 signature. */
export interface Tc3Input {
  readonly secretKey: string
  /** `YYYY-MM-DD` in UTC, of the timestamp. */
  readonly date: string
  readonly service: string
  /** X-TC-Timestamp as sent, in seconds. */
  readonly timestamp: string
  /** Names in lower case with the values that were sent, in the order signed. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
}

/**
 * The signature a client should have come to, in hex. POST to `/` without a query is all there is.
 *
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function tc3Signature({ secretKey, date, service, timestamp, headers, body }: Tc3Input): string {
  const canonicalHeaders = headers.map(([name, value]) => `${name}:${value.trim().toLowerCase()}\n`).join('')
  const names = headers.map(([name]) => name).join(';')
  const canonicalRequest = ['POST', '/', '', canonicalHeaders, names, sha256(body)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const stringToSign = ['TC3-HMAC-SHA256', timestamp, scope, sha256(canonicalRequest)].join('\n')
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  return hmac(key, stringToSign).toString('hex')
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
