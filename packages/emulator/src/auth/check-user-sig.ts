import { createHmac } from 'node:crypto'
import { ApiError } from '../api-error.ts'
import { isSame } from './is-same.ts'
import { readUserSig, type UserSigDocument } from './user-sig-document.ts'
import type { RecordStep, VerificationStep } from './verification-step.ts'

/** The expected user, with the key and the time to verify with. */
export interface ExpectedUserSig {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
  readonly userId: string
  /** Unix time in milliseconds. */
  readonly now: number
}

/**
 * Verifies a UserSig: format, application, user, MAC, expiry.
 *
 * @throws ApiError 70003 (malformed), 70014 (other app), 70013 (other user), 70009 (wrong key or altered), 70001 (expired).
 */
export function checkUserSig(text: string, expected: ExpectedUserSig, recordStep?: RecordStep): void {
  const document = readUserSig(text)
  recordStep?.({ check: 'the UserSig can be decoded: base64, zlib, JSON', passed: true })
  const isApp = document.sdkAppId === expected.sdkAppId
  recordStep?.(compare('TLS.sdkappid is the application', isApp, String(expected.sdkAppId), String(document.sdkAppId)))
  if (!isApp) {
    throw new ApiError(70014, `usersig is for SDKAppID ${document.sdkAppId}, not for ${expected.sdkAppId}`)
  }
  const isUser = document.identifier === expected.userId
  recordStep?.(compare('TLS.identifier is the user', isUser, expected.userId, document.identifier))
  if (!isUser) {
    throw new ApiError(70013, `usersig is for another userID than ${JSON.stringify(expected.userId)}`)
  }
  const mac = macOf(document, expected.sdkSecretKey)
  const isSigned = isSame(document.mac, mac)
  recordStep?.({
    ...compare('TLS.sig is the MAC', isSigned, mac, document.mac),
    kind: 'mac',
    inputs: [{ name: 'text under the MAC', text: macText(document) }],
  })
  if (!isSigned) {
    throw new ApiError(70009, 'usersig: the MAC does not match; another SDKSecretKey was used, or the text was changed')
  }
  const expiresAt = (document.time + document.expire) * 1000
  const isFresh = expiresAt > expected.now
  recordStep?.(compare('the UserSig has not expired', isFresh, `after ${toIso(expected.now)}`, toIso(expiresAt)))
  if (!isFresh) {
    throw new ApiError(70001, `usersig expired at ${toIso(expiresAt)}, and it is ${toIso(expected.now)}`)
  }
}

function compare(check: string, passed: boolean, expected: string, received: string): VerificationStep {
  return { check, passed, expected, received }
}

function macOf(document: UserSigDocument, sdkSecretKey: string): string {
  return createHmac('sha256', sdkSecretKey).update(macText(document)).digest('base64')
}

/** The text that HMAC-SHA256 signs with the application's key. */
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

function toIso(ms: number): string {
  return Number.isFinite(new Date(ms).getTime()) ? new Date(ms).toISOString() : `${ms} ms`
}
