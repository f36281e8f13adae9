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

/** Makes signatures through the vendor's library, which always signs for the time of this machine. */
export type VendorUserSigMinter = (request: Pick<MintRequest, 'userId' | 'lifetimeMs'>) => UserSig

/**
 * UserSigs made by the vendor's own tls-sig-api-v2, behind the checks that it lacks: by itself it signs for a missing
 * lifetime, an empty key or a user id with a newline, and the mistake shows up as a refusal far away.
 *
 * @throws InputError now for a bad `sdkAppId` or `sdkSecretKey`, later for a bad request.
 * @example
 * const mint = createVendorUserSigMinter({ sdkAppId: 1400000000, sdkSecretKey })
 * mint({ userId: 'jack', lifetimeMs: 86_400_000 }).value
 * @see {@link https://www.tencentcloud.com/document/product/647/35166}
 */
export function createVendorUserSigMinter(key: Pick<UserSigKey, 'sdkAppId' | 'sdkSecretKey'>): VendorUserSigMinter {
  const api = new tlsSigApi.Api(checkSdkAppId(key.sdkAppId), checkSdkSecretKey(key.sdkSecretKey))
  return ({ userId, lifetimeMs }) => {
    const expire = Math.floor(checkLifetimeMs(lifetimeMs) / 1000)
    // The library reads the clock after us, so the signature lives at least as long as we say.
    const time = Math.floor(Date.now() / 1000)
    return { value: api.genUserSig(checkUserId(userId), expire), expiresAt: (time + expire) * 1000 }
  }
}
