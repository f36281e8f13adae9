import { createHash, createHmac } from 'node:crypto'
import type { Received } from './serve.ts'

/** Whether a request is signed with TC3 under this key, computed as the vendor's page says and by nothing of ours. */
export function isSignedBy(secretKey: string, { headers, body }: Received): boolean {
  const [, secretScope, names, signature] =
    /^TC3-HMAC-SHA256 Credential=[^/]+\/(\S+), SignedHeaders=(\S+), Signature=(\w+)$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (secretScope === undefined || names === undefined) return false
  const lines = names.split(';').map((name) => {
    const value = String(headers[name])
    return `${name}:${name === 'x-tc-action' ? value.toLowerCase() : value}\n`
  })
  const canonical = `POST\n/\n\n${lines.join('')}\n${names}\n${sha256(body)}`
  const text = `TC3-HMAC-SHA256\n${headers['x-tc-timestamp']}\n${secretScope}\n${sha256(canonical)}`
  const key = secretScope.split('/').reduce<Buffer | string>((last, part) => hmac(last, part), `TC3${secretKey}`)
  return hmac(key, text).toString('hex') === signature
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}
