import { readUserSig } from '../auth/user-sig-document.ts'

/** What a UserSig says. Times are Unix times in milliseconds. */
export interface ReadUserSig {
  readonly identifier: string
  readonly sdkAppId: number
  readonly issuedAt: number
  readonly expiresAt: number
  /** The privileges of a PrivateMapKey, in base64. */
  readonly userBuf?: string
}

/** Without the MAC. Undefined for what is no UserSig. */
export function readClaims(text: string | undefined): ReadUserSig | undefined {
  if (text === undefined) return undefined
  try {
    const { identifier, sdkAppId, time, expire, userBuf } = readUserSig(text)
    const times = { issuedAt: time * 1000, expiresAt: (time + expire) * 1000 }
    return { identifier, sdkAppId, ...times, ...(userBuf === undefined ? {} : { userBuf }) }
  } catch {
    return undefined
  }
}
