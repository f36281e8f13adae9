import type { UserSig } from '../signing/user-sig.ts'

/** Whether the signatures are by different keys. One key never signs the same twice, so the key ids decide if both are known. */
export function isDifferentKey(one: UserSig, other: UserSig): boolean {
  return one.keyId === undefined || other.keyId === undefined ? one.value !== other.value : one.keyId !== other.keyId
}
