import { base64, fromBase64 } from './base64.ts'
import { webHashing } from './hashing.ts'
import type { SignedClaims } from './read-document.ts'
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

/** Reports what the vendor would refuse in a document that is well formed. */
export function judgeClaims(claims: SignedClaims, expected: Expected, report: Report): void {
  const { userId, sdkAppId, time, expire } = claims
  if (/\p{Control}/u.test(userId)) {
    report('unsafe-identifier', 'TLS.identifier has a control character such as a newline', malformed)
  }
  if (expected.sdkAppId !== undefined && expected.sdkAppId !== sdkAppId) {
    report('other-app', `it was made for the sdkAppId ${sdkAppId}, not for ${expected.sdkAppId}`, 70014)
  }
  if (expected.userId !== undefined && expected.userId !== userId) {
    report(
      'other-user',
      `it was made for the user ${JSON.stringify(userId)}, not for ${JSON.stringify(expected.userId)}`,
      70013,
    )
  }
  if (expected.sdkSecretKey !== undefined && !isSignedBy(expected.sdkSecretKey, claims)) {
    report('wrong-key', 'its TLS.sig was not made with this sdkSecretKey, or a field was changed afterwards', 70009)
  }
  if ((time + expire) * 1000 <= expected.now) {
    report('expired', `it expired ${seconds(expected.now - (time + expire) * 1000)} ago: mint a new one`, 70001)
  }
  if (time * 1000 > expected.now + toleratedSkewMs) {
    report(
      'made-in-future',
      `it was made ${seconds(time * 1000 - expected.now)} from now: one of the two clocks is wrong`,
    )
  }
}

/** Decodes the userbuf, and reports where it disagrees with the document around it. */
export function readUserbuf(claims: SignedClaims, now: number, report: Report): Userbuf | undefined {
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
  if (userbuf.account !== claims.userId)
    report('userbuf-mismatch', 'TLS.userbuf is for another user than TLS.identifier')
  if (userbuf.sdkAppId !== claims.sdkAppId)
    report('userbuf-mismatch', 'TLS.userbuf is for another app than TLS.sdkappid')
  if (userbuf.expiry * 1000 <= now)
    report('userbuf-expired', `TLS.userbuf expired ${seconds(now - userbuf.expiry * 1000)} ago`)
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

function seconds(ms: number): string {
  const count = Math.round(ms / 1000)
  return count === 1 ? '1 second' : `${count} seconds`
}
