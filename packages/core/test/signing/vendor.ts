import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import tlsSigApi from 'tls-sig-api-v2/TLSSigAPIv2.js'

/** The fixed time of the clock, because the vendor's library accepts no other clock. */
export const frozen = 1_700_000_000_123

export const vendorApi = (sdkAppId: number, sdkSecretKey: string) => new tlsSigApi.Api(sdkAppId, sdkSecretKey)

/** The document inside, read with nothing of ours. */
export function unpack(value: string): Record<string, unknown> {
  const text = value.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
  return JSON.parse(inflateSync(Buffer.from(text, 'base64')).toString())
}

export const sdkAppIds = fc.integer({ min: 1, max: 4_294_967_295 })
export const keys = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 80 })
  .filter((key) => !/^\s|\s$|^["'`‘’“”]|["'`‘’“”]$|(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.test(key))
export const lifetimes = fc.integer({ min: 1, max: 2_000_000_000 })
export const asciiUsers = fc.stringMatching(/^[A-Za-z0-9_-]{1,32}$/)
export const users = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 32 })
  .filter((user) => Buffer.byteLength(user) <= 32 && !/\p{Control}/u.test(user))
