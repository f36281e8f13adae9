import { checkSdkAppId, checkSdkSecretKey } from '../signing/checks.ts'
import { type Hashing, webHashing } from '../signing/hashing.ts'
import { toHex } from '../signing/hex.ts'
import { createUserSigMinter, type UserSigKey, type UserSigMinter } from '../signing/user-sig.ts'
import { cached } from './cached.ts'
import { checkApp } from './check-app.ts'
import type { SecretProvider } from './secret-provider.ts'
import type { UserSigProvider } from './user-sig-provider.ts'
import { whenHad } from './when-had.ts'

/** The app's key and whose it is. */
export interface AppKey {
  readonly sdkAppId: number
  /** The key, or where it is to be had; it is then held until it is refused. Not the SecretKey of a cloud account. */
  readonly sdkSecretKey: string | SecretProvider
}

/** How an adapter package signs with the key. */
export interface KeySigning {
  /** Default {@link webHashing}. */
  readonly hashing?: Hashing | undefined
  /** Default {@link createUserSigMinter} on that hashing. */
  readonly createMinter?: ((key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>) => UserSigMinter) | undefined
  /** Those who ask for the key at the same time wait for one answer; see `cached`. */
  readonly singleFlight?: boolean | undefined
}

/** What is signed to name a key. No UserSig signs such a text, and it leads back to no key. */
export const keyIdText = 'trtc-call key id'

/**
 * UserSigs from the app's key, made by this library. They carry a `keyId` by which a changed key is told from the old one.
 *
 * @throws InputError now for a bad `sdkAppId` or key, later for a bad request, another app or a bad key from the provider.
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
    return whenHad(keyFor(request), ({ mint, keyId }) => {
      const { value, expiresAt } = mint({ userId, lifetimeMs, now })
      return { value, expiresAt, keyId }
    })
  }
}

/** 48 bits of a MAC: enough to tell keys apart, and no help in guessing one that a UserSig does not give already. */
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
  readonly reload?: boolean | undefined
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
  const held = cached(
    ({ reload = false }: KeyRequest) => whenHad(sdkSecretKey({ reload }), prepare),
    singleFlight === undefined ? {} : { singleFlight },
  )
  // Of the request only what matters to the key, or every user would have one of its own.
  return ({ now, reload }) => held({ now, reload })
}
