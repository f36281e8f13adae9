import { createHash, createHmac } from 'node:crypto'

/** A request to sign. Tests can change every part. */
export interface Tc3Parts {
  readonly secretId: string
  readonly secretKey: string
  readonly host: string
  readonly action: string
  readonly body: string
  /** Unix time in seconds. */
  readonly timestamp: number
  readonly contentType?: string
  readonly service?: string
  readonly date?: string
  readonly signsAction?: boolean
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Returns the headers of a TC3 request, signed as documented. */
export function signTc3(parts: Tc3Parts): Record<string, string> {
  const {
    secretId,
    secretKey,
    host,
    action,
    body,
    timestamp,
    contentType = 'application/json',
    service = 'trtc',
  } = parts
  const date = parts.date ?? new Date(timestamp * 1000).toISOString().slice(0, 10)
  const lines = [`content-type:${contentType}`, `host:${host}`]
  if (parts.signsAction) lines.push(`x-tc-action:${action.toLowerCase()}`)
  const names = lines.map((line) => line.split(':')[0]).join(';')
  const canonical = `POST\n/\n\n${lines.join('\n')}\n\n${names}\n${sha256(body)}`
  const scope = `${date}/${service}/tc3_request`
  const key = hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request')
  const signature = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${sha256(canonical)}`).toString('hex')
  return {
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-version': '2019-07-22',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-timestamp': String(timestamp),
    authorization: `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  }
}
