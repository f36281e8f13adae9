import { closestName } from './closest-name.ts'
import { fieldOf, OptionError } from './option-error.ts'

/**
 * Rejects unknown fields: a misspelled option would leave the default in place, and the test would pass for the wrong reason.
 *
 * @throws OptionError naming the first unknown field and the known one that is spelled most like it.
 */
export function assertKnownFields(caller: string, path: string, value: object, known: readonly string[]): void {
  const unknown = Object.keys(value).find((name) => !known.includes(name))
  if (unknown === undefined) return
  const similar = closestName(unknown, known)
  const advice = similar === undefined ? `the known ones are ${known.join(', ')}` : `did you mean ${similar}?`
  throw new OptionError(caller, fieldOf(path, unknown), 'unknown-field', `does not exist; ${advice}`)
}
