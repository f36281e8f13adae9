import { checkSdkAppId, checkSdkSecretKey } from '../signing/check-user-sig-input.ts'
import { type Hashing, webHashing } from '../signing/hashing.ts'
import { toHex } from '../signing/hex.ts'
import { createUserSigMinter, type UserSigKey, type UserSigMinter } from '../signing/user-sig.ts'
import { cached } from './cached.ts'
import { checkApp } from './check-app.ts'
import { mapMaybePromise } from './maybe-promise.ts'
import type { SecretProvider } from './secret-provider.ts'
import type { UserSigProvider } from './user-sig-provider.ts'

/** An app and its key. */
export interface AppKey {
  readonly sdkAppId: number
  /** The key, or its provider; then it is cached until the vendor refuses it. Not the SecretKey of a cloud account. */
  readonly sdkSecretKey: string | SecretProvider
}

/** Options for packages that adapt the clients to a runtime. */
export interface KeySigning {
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
  /** Default {@link createUserSigMinter} on that hashing. */
  readonly createMinter?: ((key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>) => UserSigMinter) | undefined
  /** Concurrent requests for the key share one call of its provider; see `cached`. */
  readonly singleFlight?: boolean | undefined
}

/** The text whose MAC is the id of a key. No UserSig signs it, and the key cannot be derived from it. */
export const keyIdText = 'trtc-call key id'

/**
 * Makes UserSigs with the app's key. They have a `keyId`, by which a rotated key is recognized.
 *
 * @throws InputError for an invalid `sdkAppId` or key; the provider throws it for an invalid request, another app, or an invalid key.
 * @example
 * const userSig = userSigFromKey({ sdkAppId: 1400000000, sdkSecretKey: () => vault.read('trtc/sdk-secret-key') })
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function userSigFromKey({ sdkAppId, sdkSecretKey }: AppKey, signing: KeySigning = {}): UserSigProvider {
  checkSdkAppId(sdkAppId)
  const {
    hashing = webHashing,
    createMinter = (key) => createUserSigMinter({ ...key, hashing }),
    singleFlight,
  } = signing
  const prepare = (key: string): PreparedKey => {
    checkSdkSecretKey(key)
    return { mint: createMinter({ sdkAppId, sdkSecretKey: key }), keyId: keyIdOf(hashing.mac(key)(keyIdText)) }
  }
  const keyFor = keySource(sdkSecretKey, prepare, singleFlight)
  return (request) => {
    checkApp(sdkAppId, request)
    const { userId, lifetimeMs, now } = request
    return mapMaybePromise(keyFor(request), ({ mint, keyId }) => {
      const { value, expiresAt } = mint({ userId, lifetimeMs, now })
      return { value, expiresAt, keyId }
    })
  }
}

/** 48 bits of a MAC: enough to tell keys apart. A UserSig reveals no less about the key. */
export function keyIdOf(mac: Uint8Array): string {
  return toHex(mac.subarray(0, 6))
}

interface PreparedKey {
  readonly mint: UserSigMinter
  readonly keyId: string
  readonly expiresAt?: undefined
}

interface KeyRequest {
  readonly now: number
  readonly forceRefresh?: boolean | undefined
}

function keySource(
  sdkSecretKey: string | SecretProvider,
  prepare: (key: string) => PreparedKey,
  singleFlight: boolean | undefined,
): (request: KeyRequest) => PreparedKey | Promise<PreparedKey> {
  if (typeof sdkSecretKey !== 'function') {
    const prepared = prepare(sdkSecretKey)
    return () => prepared
  }
  const cachedKey = cached(
    ({ forceRefresh = false }: KeyRequest) => mapMaybePromise(sdkSecretKey({ forceRefresh }), prepare),
    singleFlight === undefined ? {} : { singleFlight },
  )
  // Without the user, because the key is the same for all users.
  return ({ now, forceRefresh }) => cachedKey({ now, forceRefresh })
}
