import {
  checkLifetimeMs,
  checkSdkAppId,
  checkSdkSecretKey,
  checkUserId,
  type MintRequest,
  type UserSig,
  type UserSigKey,
} from '@trtc-call/core'
import tlsSigApi from './tls-sig-api-v2.cjs'

/** Makes signatures with the vendor's library, which always uses the machine's time. */
export type VendorUserSigMinter = (request: Pick<MintRequest, 'userId' | 'lifetimeMs'>) => UserSig

/**
 * Makes UserSigs with the vendor's tls-sig-api-v2, with the checks that it lacks: alone, it signs with a missing lifetime, an
 * empty key or a newline in the user id, and the vendor refuses the request later.
 *
 * @throws InputError for an invalid `sdkAppId` or `sdkSecretKey`; the minter throws it for an invalid request.
 * @example
 * const mint = createVendorUserSigMinter({ sdkAppId: 1400000000, sdkSecretKey })
 * mint({ userId: 'jack', lifetimeMs: 86_400_000 }).value
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function createVendorUserSigMinter(key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>): VendorUserSigMinter {
  const api = new tlsSigApi.Api(checkSdkAppId(key.sdkAppId), checkSdkSecretKey(key.sdkSecretKey))
  return ({ userId, lifetimeMs }) => {
    const expire = Math.floor(checkLifetimeMs(lifetimeMs) / 1000)
    // The library reads the clock later, so the signature is valid at least until `expiresAt`.
    const time = Math.floor(Date.now() / 1000)
    return { value: api.genUserSig(checkUserId(userId), expire), expiresAt: (time + expire) * 1000 }
  }
}
