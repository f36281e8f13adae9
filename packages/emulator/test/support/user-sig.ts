import { createHmac } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** The fields of a UserSig. Tests can change each of them. */
export interface SigFields {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
  readonly userId: string
  /** Unix time in seconds. */
  readonly time: number
  readonly expire: number
  /** Deflate level; 0 makes a stored block. */
  readonly level?: number
  /** Additional fields. */
  readonly extra?: object
}

/** Makes a UserSig as documented. */
export function mint({ sdkAppId, sdkSecretKey, userId, time, expire, level = -1, extra }: SigFields): string {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`
  const sig = createHmac('sha256', sdkSecretKey).update(text).digest('base64')
  return encodeSig(
    JSON.stringify({
      'TLS.ver': '2.0',
      'TLS.identifier': userId,
      'TLS.sdkappid': sdkAppId,
      'TLS.time': time,
      'TLS.expire': expire,
      'TLS.sig': sig,
      ...extra,
    }),
    level,
  )
}

export function encodeSig(json: string, level = -1): string {
  const base64 = deflateSync(json, { level }).toString('base64')
  return base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
}
