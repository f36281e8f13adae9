import type { UserSig } from '../signing/user-sig.ts'

/** Whether another key signed. Two signatures of one key differ too, so the keys' names decide where both are known. */
export function isOfAnotherKey(one: UserSig, other: UserSig): boolean {
  return one.keyId === undefined || other.keyId === undefined ? one.value !== other.value : one.keyId !== other.keyId
}
