import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { checkSdkAppId } from '../signing/check-user-sig-input.ts'
import { assembleUserSig, claimsOf, textToSign, type UserSig } from '../signing/user-sig.ts'
import { utf8 } from '../signing/utf8.ts'
import { cached } from './cached.ts'
import { checkApp } from './check-app.ts'
import type { Mac } from './mac.ts'
import { isPromise, mapMaybePromise } from './maybe-promise.ts'
import { keyIdOf, keyIdText } from './user-sig-from-key.ts'
import type { UserSigProvider } from './user-sig-provider.ts'

/** Options of {@link userSigFromMac}. */
export interface MacSigning {
  readonly sdkAppId: number
  /** HMAC-SHA256 by the app's key. The key is its text in UTF-8, not decoded from hex. */
  readonly mac: Mac
  /**
   * The id of the key. Default: 48 bits of the MAC of a constant text, computed for the first signature and at each
   * `forceRefresh`, so that a key rotated behind the same `mac` is recognized.
   */
  readonly keyId?: string | undefined
}

const macBytes = 32

/**
 * Makes UserSigs with a key in a KMS, an HSM or a CryptoKey that cannot be exported. They are byte for byte those of
 * `mintUserSig`.
 *
 * @throws InputError for an invalid `sdkAppId`; the provider throws it for an invalid request, another app, or a MAC that is not 32 bytes.
 * @example
 * const userSig = userSigFromMac({ sdkAppId: 1400000000, mac: (text) => kms.hmacSha256('alias/trtc', text) })
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function userSigFromMac({ sdkAppId, mac, keyId }: MacSigning): UserSigProvider {
  checkSdkAppId(sdkAppId)
  if (typeof mac !== 'function') throw wrongType('mac', 'a function', mac)
  const keyName = cached<KeyRequest, KeyName>(() =>
    keyId === undefined
      ? mapMaybePromise(mac(utf8(keyIdText)), (bytes) => ({ keyId: keyIdOf(checkMac(bytes)) }))
      : { keyId },
  )
  return (request) => {
    checkApp(sdkAppId, request)
    const { now, forceRefresh } = request
    const claims = claimsOf(sdkAppId, { userId: request.userId, lifetimeMs: request.lifetimeMs, now })
    const signed = mac(utf8(textToSign(claims)))
    const name = keyName({ now, forceRefresh })
    const assemble = (bytes: Uint8Array, known: KeyName): UserSig => {
      const { value, expiresAt } = assembleUserSig(claims, checkMac(bytes), undefined)
      return { value, expiresAt, keyId: known.keyId }
    }
    if (!isPromise(signed) && !isPromise(name)) return assemble(signed, name)
    return Promise.all([signed, name]).then(([bytes, known]) => assemble(bytes, known))
  }
}

interface KeyRequest {
  readonly now: number
  readonly forceRefresh?: boolean | undefined
}

interface KeyName {
  readonly keyId: string
  readonly expiresAt?: undefined
}

function checkMac(bytes: Uint8Array): Uint8Array {
  // Not instanceof: bytes may come from another realm.
  if (ArrayBuffer.isView(bytes) && bytes.BYTES_PER_ELEMENT === 1 && bytes.byteLength === macBytes) return bytes
  const got = ArrayBuffer.isView(bytes) ? `${bytes.byteLength} bytes` : typeof bytes
  throw new InputError('mac', 'type', `must return ${macBytes} bytes (HMAC-SHA256) as a Uint8Array, returned ${got}`)
}
