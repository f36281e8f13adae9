import {
  createTc3Signer as createCoreTc3Signer,
  createUserSigMinter as createCoreUserSigMinter,
  type MintRequest,
  mintPrivateMapKey as mintCorePrivateMapKey,
  mintUserSig as mintCoreUserSig,
  type PrivateMapKeyInput,
  signTc3 as signCoreTc3,
  type Tc3Key,
  type Tc3Request,
  type Tc3Signature,
  type Tc3Signer,
  type UserSig,
  type UserSigKey,
  type UserSigMinter,
} from '@trtc-call/core'
import { nodeHashing } from './hashing.ts'

const hashing = nodeHashing

/** As in `@trtc-call/core`, on `node:crypto`: the same bytes, faster. */
export function mintUserSig(input: UserSigKey & MintRequest): UserSig {
  return mintCoreUserSig({ hashing, ...input })
}

/** As in `@trtc-call/core`, on `node:crypto`. */
export function createUserSigMinter(key: UserSigKey): UserSigMinter {
  return createCoreUserSigMinter({ hashing, ...key })
}

/** As in `@trtc-call/core`, on `node:crypto`. */
export function mintPrivateMapKey(input: PrivateMapKeyInput): UserSig {
  return mintCorePrivateMapKey({ hashing, ...input })
}

/** As in `@trtc-call/core`, on `node:crypto`. */
export function signTc3(input: Tc3Key & Tc3Request): Tc3Signature {
  return signCoreTc3({ hashing, ...input })
}

/** As in `@trtc-call/core`, on `node:crypto`. */
export function createTc3Signer(key: Tc3Key): Tc3Signer {
  return createCoreTc3Signer({ hashing, ...key })
}
