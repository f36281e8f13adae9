import { checkNumber, wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { utf8 } from './utf8.ts'

const maxSdkAppId = 4_294_967_295
const maxUserIdBytes = 32
const maxLifetimeSeconds = 2_147_483_647
const plainUserId = /^[\x20-\x7e]{1,32}$/

/**
 * An application id: an integer, 1…4294967295.
 *
 * @throws InputError naming the field and the range.
 */
export function checkSdkAppId(sdkAppId: unknown): number {
  return checkNumber('sdkAppId', sdkAppId, { min: 1, max: maxSdkAppId, step: 1 })
}

/**
 * A secret: text that is not empty, without the quotes, line breaks, surrounding white space and invisible characters that
 * env files, shells and copying add.
 *
 * @throws InputError naming the field and the character, never any of the secret.
 */
export function checkSecret(field: string, secret: unknown): string {
  return checkPastedText(field, checkText(field, secret))
}

/**
 * Text without the characters that env files, shells and copying add. The vendor would only say that the signature is wrong.
 *
 * @throws InputError naming the field and the addition, never any of the text.
 */
export function checkPastedText(field: string, text: string): string {
  if (/^[ \t\r\n]|[ \t\r\n]$/.test(text)) {
    throw new InputError(field, 'format', 'begins or ends with white space or a line break')
  }
  const found = /(?! )[\p{Cc}\p{Cf}\p{Cs}\p{Z}]/u.exec(text)?.[0].codePointAt(0)
  if (found !== undefined) {
    const code = found.toString(16).toUpperCase().padStart(4, '0')
    throw new InputError(field, 'format', `contains a line break or an invisible character (U+${code})`)
  }
  if (/^["'`‘’“”]|["'`‘’“”]$/.test(text)) {
    throw new InputError(field, 'format', 'begins or ends with a quotation mark: remove the quotes')
  }
  return text
}

/**
 * The key of an application, used as text.
 *
 * @throws InputError naming the field, never any of the key.
 */
export function checkSdkSecretKey(sdkSecretKey: unknown): string {
  return checkSecret('sdkSecretKey', sdkSecretKey)
}

/**
 * A user id: 1 to 32 bytes of UTF-8 and no control character. A newline would add a line to the signed text.
 *
 * @throws InputError naming the field, the limit and the size.
 */
export function checkUserId(userId: unknown, field = 'userId'): string {
  const text = checkText(field, userId)
  if (plainUserId.test(text)) return text
  if (/\p{Surrogate}|\p{Control}/u.test(text)) {
    throw new InputError(field, 'format', 'must not contain control characters or unpaired surrogates')
  }
  const size = utf8(text).length
  if (size <= maxUserIdBytes) return text
  throw new InputError(field, 'length', `must have 1 to ${maxUserIdBytes} bytes of UTF-8, given ${size}`)
}

/**
 * How long a signature is valid, in milliseconds: 1000…2147483647000, in whole seconds, because the vendor counts seconds.
 *
 * @throws InputError naming the field, the range and the number.
 */
export function checkLifetimeMs(lifetimeMs: unknown): number {
  return checkNumber('lifetimeMs', lifetimeMs, { min: 1000, max: maxLifetimeSeconds * 1000, step: 1000 })
}

/**
 * A point in time, in milliseconds since 1970.
 *
 * @throws InputError naming the field.
 */
export function checkNow(now: unknown): number {
  return checkNumber('now', now, { min: 0, max: Number.MAX_SAFE_INTEGER, what: 'a time in milliseconds since 1970' })
}

function checkText(field: string, text: unknown): string {
  if (typeof text !== 'string') throw wrongType(field, 'a string', text)
  if (text === '') throw new InputError(field, 'length', 'must not be empty')
  return text
}
