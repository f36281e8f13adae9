import { InputError } from '../input-error.ts'
import { checkSecret } from '../signing/check-user-sig-input.ts'
import { utf8 } from '../signing/utf8.ts'

/** One secret, or several valid ones during a rotation. */
export type Secrets = string | readonly string[]

/** @throws InputError naming the field, never the secret. */
export function checkSecrets(field: string, secrets: unknown): readonly string[] {
  const list = Array.isArray(secrets) ? secrets : [secrets]
  if (list.length === 0) throw new InputError(field, 'length', 'must have at least one secret')
  return list.map((secret, at) => checkSecret(Array.isArray(secrets) ? `${field}[${at}]` : field, secret))
}

/** Whether `given` is one of `expected`, compared in constant time. */
export function isAnyOf(expected: readonly string[], given: string): boolean {
  const bytes = utf8(given)
  return expected.reduce((found, each) => isSame(utf8(each), bytes) || found, false)
}

function isSame(expected: Uint8Array, given: Uint8Array): boolean {
  let difference = expected.length ^ given.length
  for (let at = 0; at < expected.length; at++) difference |= (expected[at] as number) ^ (given[at] ?? 0)
  return difference === 0
}
