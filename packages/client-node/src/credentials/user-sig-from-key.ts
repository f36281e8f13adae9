import { createHmac, type KeyObject } from 'node:crypto'
import {
  type AppKey,
  InputError,
  type KeySigning,
  type Mac,
  type UserSigProvider,
  userSigFromKey as userSigFromKeyInCore,
} from '@trtc-call/core'
import { nodeHashing } from '../hashing.ts'

/**
 * As in `@trtc-call/core`, on `node:crypto`, with `singleFlight` on.
 *
 * @throws InputError for an invalid `sdkAppId` or key; the provider throws it for an invalid request, another app, or an invalid key.
 * @example
 * const sdkSecretKey = async () => (await readFile('/run/secrets/trtc', 'utf8')).trim()
 * const userSig = userSigFromKey({ sdkAppId: 1400000000, sdkSecretKey })
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function userSigFromKey(key: AppKey, signing: KeySigning = {}): UserSigProvider {
  return userSigFromKeyInCore(key, { hashing: nodeHashing, singleFlight: true, ...signing })
}

/**
 * Makes a `Mac` of a `KeyObject` of `node:crypto`.
 *
 * @throws InputError when it is not a secret key.
 * @example
 * const userSig = userSigFromMac({ sdkAppId: 1400000000, mac: macFromKeyObject(createSecretKey(bytes)) })
 * @see {@link https://nodejs.org/api/crypto.html#class-keyobject}
 */
export function macFromKeyObject(key: KeyObject): Mac {
  if (key?.type !== 'secret') throw new InputError('key', 'type', 'must be a secret KeyObject')
  return (text) => createHmac('sha256', key).update(text).digest()
}
