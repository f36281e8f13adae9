import { base64, vendorBase64 } from './base64.ts'
import { checkLifetimeMs, checkNow, checkSdkAppId, checkSdkSecretKey, checkUserId } from './check-user-sig-input.ts'
import { type Hashing, webHashing } from './hashing.ts'
import { utf8 } from './utf8.ts'
import { type Deflate, withStoredZlib } from './zlib.ts'

/**
 * A signature with which one user of one app can log in.
 *
 * @example
 * const { value, expiresAt }: UserSig = mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 })
 */
export interface UserSig {
  /** The value of `usersig=` or `UserSig`. Until it expires, it is as secret as a password. It needs no URL escaping. */
  readonly value: string
  /** When it expires, in milliseconds since 1970, a whole second. */
  readonly expiresAt: number
  /** An id of the key that does not reveal it. Equal ids mean the same key. */
  readonly keyId?: string | undefined
}

/** An app and its key. */
export interface UserSigKey {
  /** The id of the app, 1…4294967295. */
  readonly sdkAppId: number
  /** The key of the app, used as text and not hex-decoded. Not the SecretKey of a cloud account. */
  readonly sdkSecretKey: string
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
  /** Default: no compression, which is 60 characters longer, several times faster and the same on every runtime. */
  readonly deflate?: Deflate | undefined
}

/** The user and the lifetime of a signature. */
export interface MintRequest {
  /** 1 to 32 bytes of UTF-8. */
  readonly userId: string
  /** 1000…2147483647000, in whole seconds. The vendor recommends at least a day. */
  readonly lifetimeMs: number
  /** Milliseconds since 1970; default the clock. */
  readonly now?: number | undefined
  /** Additional signed bytes, such as the room of a PrivateMapKey. */
  readonly userbuf?: Uint8Array | undefined
}

/** Makes signatures with one key. */
export type UserSigMinter = (request: MintRequest) => UserSig

/**
 * Makes one UserSig, synchronously and without I/O.
 *
 * @throws InputError when a field is missing, of the wrong type or over its limit.
 * @example
 * mintUserSig({ sdkAppId: 1400000000, sdkSecretKey, userId: 'administrator', lifetimeMs: 86_400_000 }).value
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function mintUserSig(input: UserSigKey & MintRequest): UserSig {
  return createUserSigMinter(input)(input)
}

/**
 * Makes a minter that prepares the key once for many signatures.
 *
 * @throws InputError for an invalid `sdkAppId` or `sdkSecretKey`; the minter throws it for an invalid request.
 * @example
 * const mint = createUserSigMinter({ sdkAppId: 1400000000, sdkSecretKey })
 * mint({ userId: 'jack', lifetimeMs: 86_400_000 })
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function createUserSigMinter({ sdkAppId, sdkSecretKey, hashing, deflate }: UserSigKey): UserSigMinter {
  checkSdkAppId(sdkAppId)
  checkSdkSecretKey(sdkSecretKey)
  const mac = (hashing ?? webHashing).mac(sdkSecretKey)
  return (request) => {
    const claims = claimsOf(sdkAppId, request)
    return assembleUserSig(claims, mac(textToSign(claims)), deflate)
  }
}

/** The signed fields of a UserSig: times in seconds, `userbuf` in base64. */
export interface UserSigClaims {
  readonly userId: string
  readonly sdkAppId: number
  readonly time: number
  readonly expire: number
  readonly userbuf: string | undefined
}

/** The text that is signed. Every line ends with a newline, also the last one. */
export function textToSign({ userId, sdkAppId, time, expire, userbuf }: UserSigClaims): string {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`
  return userbuf === undefined ? text : `${text}TLS.userbuf:${userbuf}\n`
}

/** Checks a request and returns the claims to sign. */
export function claimsOf(
  sdkAppId: number,
  { userId, lifetimeMs, now = Date.now(), userbuf }: MintRequest,
): UserSigClaims {
  checkUserId(userId)
  checkLifetimeMs(lifetimeMs)
  checkNow(now)
  const time = Math.floor(now / 1000)
  const expire = Math.floor(lifetimeMs / 1000)
  return { userId, sdkAppId, time, expire, userbuf: userbuf && base64(userbuf) }
}

/** Makes the UserSig of claims and the MAC of their text. */
export function assembleUserSig(claims: UserSigClaims, mac: Uint8Array, deflate: Deflate | undefined): UserSig {
  return { value: pack(signedDocument(claims, mac), deflate), expiresAt: (claims.time + claims.expire) * 1000 }
}

function signedDocument({ userId, sdkAppId, time, expire, userbuf }: UserSigClaims, mac: Uint8Array): string {
  const extra = userbuf === undefined ? '' : `"TLS.userbuf":"${userbuf}",`
  return (
    `{"TLS.ver":"2.0","TLS.identifier":${JSON.stringify(userId)},"TLS.sdkappid":${sdkAppId},` +
    `"TLS.time":${time},"TLS.expire":${expire},${extra}"TLS.sig":"${base64(mac)}"}`
  )
}

function pack(document: string, deflate: Deflate | undefined): string {
  return deflate === undefined ? withStoredZlib(document, vendorBase64) : vendorBase64(deflate(utf8(document)))
}
