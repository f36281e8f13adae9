import { readUserSig } from '../auth/user-sig-document.ts'

/** The content of a UserSig. Times are Unix times in milliseconds. */
export interface UserSigClaims {
  readonly identifier: string
  readonly sdkAppId: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** The privileges of a PrivateMapKey, in base64. */
  readonly userBuf?: string
}

/** Reads a UserSig without its MAC. Returns undefined if it cannot be decoded. */
export function readClaims(text: string | undefined): UserSigClaims | undefined {
  if (text === undefined) return undefined
  try {
    const { identifier, sdkAppId, time, expire, userBuf } = readUserSig(text)
    const times = { issuedAt: time * 1000, expiresAt: (time + expire) * 1000 }
    return { identifier, sdkAppId, ...times, ...(userBuf === undefined ? {} : { userBuf }) }
  } catch {
    return undefined
  }
}
