import { base64, fromBase64 } from './base64.ts'
import { webHashing } from './hashing.ts'
import { type FoundClaims, isComplete, type SignedClaims } from './parse-document.ts'
import { findSigningMistake } from './signing-mistake.ts'
import { textToSign } from './user-sig.ts'
import { malformed, type Report } from './user-sig-fault.ts'
import { decodeUserbuf, type Userbuf } from './userbuf.ts'
import { utf8 } from './utf8.ts'

/** What the claims are held against; what is left out is not looked at. */
export interface Expected {
  readonly sdkSecretKey?: string | undefined
  readonly sdkAppId?: number | undefined
  readonly userId?: string | undefined
  /** Milliseconds since 1970. */
  readonly now: number
}

// Two clocks may disagree by so much before it is worth a word.
const toleratedSkewMs = 60_000
/** In the year 5138; as milliseconds it is in 1973. */
const latestSecond = 100_000_000_000

/** Reports what the vendor would refuse in what is there of a document. */
export function validateClaims(claims: FoundClaims, expected: Expected, report: Report): void {
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
  if (expected.sdkSecretKey !== undefined && isComplete(claims)) judgeSignature(claims, expected.sdkSecretKey, report)
  judgeTimes(claims, expected.now, report)
}

function judgeSignature(claims: SignedClaims, sdkSecretKey: string, report: Report): void {
  if (isSignedBy(sdkSecretKey, claims)) return
  const mistake = findSigningMistake(sdkSecretKey, claims)
  if (mistake === undefined) {
    report('wrong-key', 'its TLS.sig was not made with this sdkSecretKey, or a field was changed afterwards', 70009)
  } else {
    report('wrongly-signed', `the sdkSecretKey is right, but ${mistake}: correct the code that signs`, 70009)
  }
}

/** When it is over, in milliseconds since 1970, where it says so. */
export function endOf({ time, expire }: FoundClaims): number | undefined {
  return time === undefined || expire === undefined ? undefined : (time + expire) * 1000
}

function judgeTimes(claims: FoundClaims, now: number, report: Report): void {
  const expiresAt = endOf(claims)
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
    const message = `it was made ${duration(madeAt - now)} from now: one of the two clocks is wrong`
    report('made-in-future', `${message}; the vendor documents no code for that`)
  }
}

function differ<Value>(expected: Value | undefined, found: Value | undefined): boolean {
  return expected !== undefined && found !== undefined && expected !== found
}

/** Decodes the userbuf, and reports where it disagrees with the document around it. */
export function readUserbuf(claims: FoundClaims, now: number, report: Report): Userbuf | undefined {
  if (claims.userbuf === undefined) return undefined
  const bytes = fromBase64(claims.userbuf)
  const userbuf = bytes && decodeUserbuf(bytes)
  if (userbuf === undefined) {
    report(
      'userbuf-malformed',
      'TLS.userbuf cannot be read: a length in it is wrong, as of a name that is not ASCII counted in UTF-16',
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

/** In a time that does not depend on where the two differ, so that a MAC cannot be guessed digit by digit. */
function sameText(expected: string, given: string): boolean {
  const [a, b] = [utf8(expected), utf8(given)]
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= (a[index] as number) ^ (b[index] ?? 0)
  return difference === 0
}

/** In the largest unit of which there is a whole one. */
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
