import { ApiError } from '../api-error.ts'
import { memoize } from './memoize.ts'
import { strictInflate } from './strict-inflate.ts'

/** The content of a UserSig, not yet verified. */
export interface UserSigDocument {
  readonly identifier: string
  readonly sdkAppId: number
  /** Unix time in seconds. */
  readonly time: number
  /** Seconds from `time`. */
  readonly expire: number
  readonly userBuf: string | undefined
  readonly mac: string
}

const malformed = 70003

/**
 * Decodes a UserSig: base64 in its own alphabet, zlib, JSON.
 *
 * @throws ApiError 70003 when a layer cannot be decoded.
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export const readUserSig: (text: string) => UserSigDocument = memoize((text) =>
  readFields(readJson(inflate(decodeBase64(text)))),
)

/** Accepts only canonical base64, whose unused bits are zero. */
function decodeBase64(text: string): Buffer {
  const base64 = text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  const bytes = Buffer.from(base64, 'base64')
  const canonical = bytes.toString('base64')
  const isCanonical = !/[+/=]/.test(text) && (canonical === base64 || canonical.replace(/=+$/, '') === base64)
  if (!isCanonical) throw new ApiError(malformed, 'usersig is not base64 in the UserSig alphabet (* - _ for + / =)')
  return bytes
}

function inflate(stream: Buffer): string {
  try {
    return strictInflate(stream).toString('utf8')
  } catch {
    throw new ApiError(malformed, 'usersig cannot be inflated: it is truncated or changed')
  }
}

function readJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw new ApiError(malformed, 'usersig does not hold a JSON object')
}

function readFields(fields: Record<string, unknown>): UserSigDocument {
  const userBuf = fields['TLS.userbuf']
  if (fields['TLS.ver'] !== '2.0') throw new ApiError(malformed, 'usersig: TLS.ver is not "2.0"')
  if (userBuf !== undefined && typeof userBuf !== 'string')
    throw new ApiError(malformed, 'usersig: TLS.userbuf is not text')
  return {
    identifier: readText(fields, 'TLS.identifier'),
    sdkAppId: readInteger(fields, 'TLS.sdkappid'),
    time: readInteger(fields, 'TLS.time'),
    expire: readInteger(fields, 'TLS.expire'),
    userBuf,
    mac: readText(fields, 'TLS.sig'),
  }
}

function readText(fields: Record<string, unknown>, name: string): string {
  const value = fields[name]
  if (typeof value !== 'string') throw new ApiError(malformed, `usersig: ${name} is not text`)
  return value
}

function readInteger(fields: Record<string, unknown>, name: string): number {
  const value = fields[name]
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw new ApiError(malformed, `usersig: ${name} is not a whole number`)
  }
  return value
}
