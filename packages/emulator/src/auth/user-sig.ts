import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../api-error.ts'
import type { Trace, VerificationStep } from './trace.ts'
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
export function checkUserSig(text: string, expected: ExpectedUserSig, trace?: Trace): void {
  const document = readUserSig(text)
  trace?.({ check: 'the UserSig opens: base64, zlib, JSON', passed: true })
  const isApp = document.sdkAppId === expected.sdkAppId
  trace?.(compare('TLS.sdkappid is the app', isApp, String(expected.sdkAppId), String(document.sdkAppId)))
  if (!isApp) {
    throw new ApiError(70014, `usersig was made for SDKAppID ${document.sdkAppId}, not for ${expected.sdkAppId}`)
  }
  const isUser = document.identifier === expected.userId
  trace?.(compare('TLS.identifier is the user', isUser, expected.userId, document.identifier))
  if (!isUser) {
    throw new ApiError(70013, `usersig was made for another userID than ${JSON.stringify(expected.userId)}`)
  }
  const mac = macOf(document, expected.sdkSecretKey)
  const isSigned = isSame(document.mac, mac)
  trace?.({ ...compare('TLS.sig is the MAC', isSigned, mac, document.mac), inputs: [macMaterial(document)] })
  if (!isSigned) {
    throw new ApiError(70009, 'usersig: the MAC does not match; another SDKSecretKey was used, or the text was altered')
  }
  const expiresAt = (document.time + document.expire) * 1000
  const isFresh = expiresAt > expected.now
  trace?.(compare('it has not expired', isFresh, `after ${toIso(expected.now)}`, toIso(expiresAt)))
  if (!isFresh) {
    throw new ApiError(70001, `usersig expired at ${toIso(expiresAt)}, and it is ${toIso(expected.now)}`)
  }
}

function compare(check: string, passed: boolean, expected: string, received: string): VerificationStep {
  return { check, passed, expected, received }
}

function macMaterial(document: UserSigDocument): { name: string; text: string } {
  return { name: 'text under the MAC', text: macText(document) }
}

function macOf(document: UserSigDocument, sdkSecretKey: string): string {
  return createHmac('sha256', sdkSecretKey).update(macText(document)).digest('base64')
}

/** What is signed with HMAC-SHA256 and the app's key. */
function macText(document: UserSigDocument): string {
  const lines = [
    `TLS.identifier:${document.identifier}`,
    `TLS.sdkappid:${document.sdkAppId}`,
    `TLS.time:${document.time}`,
    `TLS.expire:${document.expire}`,
    ...(document.userBuf === undefined ? [] : [`TLS.userbuf:${document.userBuf}`]),
  ]
  return lines.map((line) => `${line}\n`).join('')
}

function isSame(given: string, wanted: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(wanted)]
  return a.length === b.length && timingSafeEqual(a, b)
}

function toIso(ms: number): string {
  return Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : `${ms} ms`
}
