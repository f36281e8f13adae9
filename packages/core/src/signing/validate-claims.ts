import { base64, fromBase64 } from './base64.ts'
import { webHashing } from './hashing.ts'
import { type FoundClaims, isComplete, type SignedClaims } from './parse-document.ts'
import { findSigningMistake } from './signing-mistake.ts'
import { textToSign } from './user-sig.ts'
import { malformed, type ReportFault } from './user-sig-fault.ts'
import { decodeUserbuf, type Userbuf } from './userbuf.ts'
import { utf8 } from './utf8.ts'

/** The expected values of the claims. Fields that are left out are not checked. */
export interface Expected {
  readonly sdkSecretKey?: string | undefined
  readonly sdkAppId?: number | undefined
  readonly userId?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

// A smaller difference between two clocks is not reported.
const toleratedSkewMs = 60_000
/** The year 5138 in seconds, 1973 in milliseconds. */
const latestSecond = 100_000_000_000

/** Reports the claims for which the vendor would refuse the signature. */
export function validateClaims(claims: FoundClaims, expected: Expected, report: ReportFault): void {
  const { userId, sdkAppId } = claims
  if (userId !== undefined && /\p{Control}/u.test(userId)) {
    report('unsafe-identifier', 'TLS.identifier has a control character such as a newline', malformed)
  }
  if (differ(expected.sdkAppId, sdkAppId)) {
    report('other-app', `it was made for the sdkAppId ${sdkAppId}, not for ${expected.sdkAppId}`, 70014)
  }
  if (differ(expected.userId, userId)) {
    report(
      'other-user',
      `it was made for the user ${JSON.stringify(userId)}, not for ${JSON.stringify(expected.userId)}`,
      70013,
    )
  }
  if (expected.sdkSecretKey !== undefined && isComplete(claims))
    validateSignature(claims, expected.sdkSecretKey, report)
  validateTimes(claims, expected.now, report)
}

function validateSignature(claims: SignedClaims, sdkSecretKey: string, report: ReportFault): void {
  if (isSignedBy(sdkSecretKey, claims)) return
  const mistake = findSigningMistake(sdkSecretKey, claims)
  if (mistake === undefined) {
    report('wrong-key', 'its TLS.sig was not made with this sdkSecretKey, or a field was changed afterwards', 70009)
  } else {
    report('wrongly-signed', `the sdkSecretKey is right, but ${mistake}: correct the code that signs`, 70009)
  }
}

/** When the signature expires, in milliseconds since 1970; undefined if the claims do not say it. */
export function expiryOf({ time, expire }: FoundClaims): number | undefined {
  return time === undefined || expire === undefined ? undefined : (time + expire) * 1000
}

function validateTimes(claims: FoundClaims, now: number, report: ReportFault): void {
  const expiresAt = expiryOf(claims)
  if (expiresAt !== undefined && expiresAt <= now) {
    report('expired', `it expired ${duration(now - expiresAt)} ago: mint a new one`, 70001)
  }
  const { time = 0 } = claims
  if (time > latestSecond) {
    report('wrong-unit', 'TLS.time is in milliseconds or a smaller unit; the vendor counts in seconds')
    return
  }
  const madeAt = time * 1000
  if (madeAt > now + toleratedSkewMs) {
    const message = `it was made ${duration(madeAt - now)} in the future: one of the two clocks is wrong`
    report('made-in-future', `${message}; the vendor documents no code for that`)
  }
}

function differ<Value>(expected: Value | undefined, found: Value | undefined): boolean {
  return expected !== undefined && found !== undefined && expected !== found
}

/** Decodes the userbuf, and reports where it contradicts the document. */
export function readUserbuf(claims: FoundClaims, now: number, report: ReportFault): Userbuf | undefined {
  if (claims.userbuf === undefined) return undefined
  const bytes = fromBase64(claims.userbuf)
  const userbuf = bytes && decodeUserbuf(bytes)
  if (userbuf === undefined) {
    report(
      'userbuf-malformed',
      'TLS.userbuf cannot be decoded: it contains a wrong length, such as that of a non-ASCII name counted in UTF-16',
    )
    return undefined
  }
  if (differ(claims.userId, userbuf.account))
    report('userbuf-mismatch', 'TLS.userbuf is for another user than TLS.identifier')
  if (differ(claims.sdkAppId, userbuf.sdkAppId))
    report('userbuf-mismatch', 'TLS.userbuf is for another app than TLS.sdkappid')
  if (userbuf.expiry * 1000 <= now)
    report('userbuf-expired', `TLS.userbuf expired ${duration(now - userbuf.expiry * 1000)} ago`)
  return userbuf
}

function isSignedBy(sdkSecretKey: string, claims: SignedClaims): boolean {
  return sameText(base64(webHashing.mac(sdkSecretKey)(textToSign(claims))), claims.sig)
}

/** Compares in constant time, so that a MAC cannot be guessed digit by digit. */
function sameText(expected: string, given: string): boolean {
  const [a, b] = [utf8(expected), utf8(given)]
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= (a[index] as number) ^ (b[index] ?? 0)
  return difference === 0
}

/** The duration in the largest unit that fits. */
function duration(ms: number): string {
  const [size, unit] = units.find(([size]) => ms >= size) ?? [1_000, 'second']
  const count = Math.floor(ms / size)
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`
}

const units = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const
