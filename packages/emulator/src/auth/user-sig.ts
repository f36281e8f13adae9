import { createHmac, timingSafeEqual } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import { readUserSig, type UserSigDocument } from './user-sig-document.ts'

/** Whose signature is expected, and by which key and clock it is judged. */
export interface ExpectedUserSig {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
  readonly userId: string
  /** Unix time in milliseconds. */
  readonly now: number
}

/**
 * Checks a UserSig from the outside in: form, app, user, MAC, expiry.
 *
 * @throws Refusal 70003 (malformed), 70014 (other app), 70013 (other user), 70009 (wrong key or altered), 70001 (expired).
 */
export function checkUserSig(text: string, expected: ExpectedUserSig): void {
  const document = readUserSig(text)
  if (document.sdkAppId !== expected.sdkAppId) {
    throw new Refusal(70014, `usersig was made for SDKAppID ${document.sdkAppId}, not for ${expected.sdkAppId}`)
  }
  if (document.identifier !== expected.userId) {
    throw new Refusal(70013, `usersig was made for another userID than ${JSON.stringify(expected.userId)}`)
  }
  if (!isSame(document.mac, macOf(document, expected.sdkSecretKey))) {
    throw new Refusal(70009, 'usersig: the MAC does not match; another SDKSecretKey was used, or the text was altered')
  }
  const expiresAt = (document.time + document.expire) * 1000
  if (expiresAt <= expected.now) {
    throw new Refusal(70001, `usersig expired at ${toIso(expiresAt)}, and it is ${toIso(expected.now)}`)
  }
}

function macOf(document: UserSigDocument, sdkSecretKey: string): string {
  const lines = [
    `TLS.identifier:${document.identifier}`,
    `TLS.sdkappid:${document.sdkAppId}`,
    `TLS.time:${document.time}`,
    `TLS.expire:${document.expire}`,
    ...(document.userBuf === undefined ? [] : [`TLS.userbuf:${document.userBuf}`]),
  ]
  const text = lines.map((line) => `${line}\n`).join('')
  return createHmac('sha256', sdkSecretKey).update(text).digest('base64')
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function toIso(ms: number): string {
  return Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : `${ms} ms`
}
