import { utf8 } from './utf8.ts'

const maxSdkAppId = 4_294_967_295
const maxUserIdBytes = 32
const maxLifetimeSeconds = 2_147_483_647
const plainUserId = /^[\x20-\x7e]{1,32}$/

/**
 * An application id: an integer, 1…4294967295.
 *
 * @throws TypeError naming the field and the range.
 */
export function checkSdkAppId(sdkAppId: unknown): number {
  if (typeof sdkAppId === 'number' && Number.isInteger(sdkAppId) && sdkAppId >= 1 && sdkAppId <= maxSdkAppId)
    return sdkAppId
  throw new TypeError(`sdkAppId must be an integer from 1 to ${maxSdkAppId}, got ${shown(sdkAppId)}`)
}

/**
 * A secret: text that is not empty, without what env files, shells and copying add to it: quotes, line breaks, white space at
 * its ends, invisible characters. The message never has any of it.
 *
 * @throws TypeError naming the field and the character.
 */
export function checkSecret(field: string, secret: unknown): string {
  if (typeof secret !== 'string' || secret === '') {
    throw new TypeError(`${field} must be a non-empty string, got ${secret === '' ? 'an empty one' : kind(secret)}`)
  }
  return checkCopied(field, secret)
}

/**
 * Text without what env files, shells and copying add to it. Unlike the clients, the vendor would only say that the
 * signature is wrong.
 *
 * @throws TypeError naming the field and what was added, never any of the text.
 */
export function checkCopied(field: string, text: string): string {
  if (/^[ \t\r\n]|[ \t\r\n]$/.test(text)) {
    throw new TypeError(`${field} begins or ends with white space or a line break: trim it`)
  }
  const found = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.exec(text)?.[0].codePointAt(0)
  if (found !== undefined) {
    const code = found.toString(16).toUpperCase().padStart(4, '0')
    throw new TypeError(`${field} has a line break or an invisible character in it (U+${code}): copy it as plain text`)
  }
  if (/^["'`‘’“”]|["'`‘’“”]$/.test(text)) {
    throw new TypeError(
      `${field} begins or ends with a quotation mark: remove the quotes, which docker --env-file keeps`,
    )
  }
  return text
}

/**
 * The key of an application, used as text.
 *
 * @throws TypeError naming the field, never any of the key.
 */
export function checkSdkSecretKey(sdkSecretKey: unknown): string {
  return checkSecret('sdkSecretKey', sdkSecretKey)
}

/**
 * A user id: 1 to 32 bytes of UTF-8 and no control character. A newline would add a line to the signed text.
 *
 * @throws TypeError naming the field, the limit and the size.
 */
export function checkUserId(userId: unknown, field = 'userId'): string {
  if (typeof userId !== 'string' || userId === '') {
    throw new TypeError(`${field} must be a non-empty string, got ${userId === '' ? 'an empty one' : kind(userId)}`)
  }
  if (plainUserId.test(userId)) return userId
  if (/\p{Surrogate}/u.test(userId)) {
    throw new TypeError(`${field} has half of a surrogate pair, which no encoding can carry`)
  }
  if (/\p{Control}/u.test(userId)) throw new TypeError(`${field} must not have control characters such as a newline`)
  const size = utf8(userId).length
  if (size > maxUserIdBytes) throw new TypeError(`${field} is ${size} bytes of UTF-8, the limit is ${maxUserIdBytes}`)
  return userId
}

/**
 * How long a signature lives, in milliseconds: 1000…2147483647000. Part of a second is dropped, because the vendor
 * counts whole ones.
 *
 * @throws TypeError naming the field, the range and the number.
 */
export function checkLifetimeMs(lifetimeMs: unknown): number {
  if (lifetimeMs === undefined) {
    throw new TypeError('lifetimeMs is missing: say how many milliseconds the signature is to be valid')
  }
  const [least, most] = [1000, maxLifetimeSeconds * 1000]
  if (typeof lifetimeMs === 'number' && lifetimeMs >= least && lifetimeMs <= most) return lifetimeMs
  throw new TypeError(`lifetimeMs must be a number of milliseconds from ${least} to ${most}, got ${shown(lifetimeMs)}`)
}

/**
 * A point in time, in milliseconds since 1970.
 *
 * @throws TypeError naming the field.
 */
export function checkNow(now: unknown): number {
  if (typeof now === 'number' && now >= 0 && now <= Number.MAX_SAFE_INTEGER) return now
  throw new TypeError(`now must be a number of milliseconds since 1970, got ${shown(now)}`)
}

/** A number as it is, anything else by its type alone: it could be a secret passed in the wrong place. */
function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : kind(value)
}

function kind(value: unknown): string {
  return value === null ? 'null' : typeof value
}
