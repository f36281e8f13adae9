import { base64, vendorBase64 } from './base64.ts'
import { checkLifetimeMs, checkNow, checkSdkAppId, checkSdkSecretKey, checkUserId } from './checks.ts'
import { type Hashing, webHashing } from './hashing.ts'
import { utf8 } from './utf8.ts'
import { type Deflate, withStoredZlib } from './zlib.ts'

/**
 * A signature that lets one user of one application in.
 *
 * @example
 * const { value, expiresAt }: UserSig = mintUserSig({ sdkAppId, sdkSecretKey, userId: 'jack', lifetimeMs: 86_400_000 })
 */
export interface UserSig {
  /** What goes into `usersig=` or `UserSig`. It is as good as a password until it expires. Needs no URL escaping. */
  readonly value: string
  /** When the vendor stops taking it, in milliseconds since 1970: a whole second. */
  readonly expiresAt: number
  /** Names the key that signed, without giving it away; two equal ones say that the key is the same. */
  readonly keyId?: string | undefined
}

/** Whose key signs, and with what. */
export interface UserSigKey {
  /** The application, 1…4294967295. */
  readonly sdkAppId: number
  /** The key of the application, used as text and not hex-decoded. Not the SecretKey of a cloud account. */
  readonly sdkSecretKey: string
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
  /** Default is not to compress: 60 characters longer, several times faster, the same on every runtime. */
  readonly deflate?: Deflate | undefined
}

/** Who is let in, and for how long. */
export interface MintRequest {
  /** 1 to 32 bytes of UTF-8. */
  readonly userId: string
  /** 1000…2147483647000; whole seconds count. The vendor advises at least a day. */
  readonly lifetimeMs: number
  /** Milliseconds since 1970; default the clock. */
  readonly now?: number | undefined
  /** Bytes to carry and sign beside the user, such as the room of a PrivateMapKey. */
  readonly userbuf?: Uint8Array | undefined
}

/** Makes signatures under one key. */
export type UserSigMinter = (request: MintRequest) => UserSig

/**
 * Makes one UserSig, synchronously and without any I/O.
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
 * Prepares the key once for many signatures.
 *
 * @throws InputError now for a bad `sdkAppId` or `sdkSecretKey`, later for a bad request.
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

/** What a UserSig says: times in seconds, `userbuf` in base64. */
export interface UserSigClaims {
  readonly userId: string
  readonly sdkAppId: number
  readonly time: number
  readonly expire: number
  readonly userbuf: string | undefined
}

/** The text under the MAC. Every line ends with a newline, the last one too. */
export function textToSign({ userId, sdkAppId, time, expire, userbuf }: UserSigClaims): string {
  const text = `TLS.identifier:${userId}\nTLS.sdkappid:${sdkAppId}\nTLS.time:${time}\nTLS.expire:${expire}\n`
  return userbuf === undefined ? text : `${text}TLS.userbuf:${userbuf}\n`
}

/** What is to be signed for a request that was found good. */
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

/** Claims and the MAC of their text, put together. */
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
