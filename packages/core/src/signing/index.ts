export { checkLifetimeMs, checkNow, checkSdkAppId, checkSdkSecretKey, checkUserId } from './check-user-sig-input.ts'
export { type Hashing, type PreparedMac, webHashing } from './hashing.ts'
export { mintPrivateMapKey, type PrivateMapKeyInput } from './private-map-key.ts'
export type { Privilege } from './privileges.ts'
export { createTc3Signer, signTc3, type Tc3Signer } from './tc3.ts'
export type { Tc3Key, Tc3Request, Tc3Signature, Tc3SignedHeaders } from './tc3-request.ts'
export {
  createUserSigMinter,
  type MintRequest,
  mintUserSig,
  type UserSig,
  type UserSigKey,
  type UserSigMinter,
} from './user-sig.ts'
export { type Deflate, storedZlib } from './zlib.ts'
