import { InputError } from './input-error.ts'

/**
 * Refuses properties that are not known. A mistyped option would silently leave its default in place, and some defaults
 * ring.
 *
 * @param path The path of the object, such as `stream`; empty for the options themselves.
 * @throws InputError naming the option, before anything is sent.
 */
export function assertKnownKeys(value: object, known: Readonly<Record<string, true>>, path = ''): void {
  if (typeof value !== 'object' || value === null) throw new InputError(path || 'options', 'type', 'must be an object')
  const unknown = Object.keys(value).find((name) => !Object.hasOwn(known, name))
  if (unknown !== undefined) throw unknownField(path, unknown, Object.keys(known))
}

/** The error for a property that is not known, with the known name that resembles it. */
export function unknownField(path: string, name: string, known: readonly string[], operation?: string): InputError {
  const at = path === '' ? '' : `${path}.`
  const lower = name.toLowerCase()
  const similar =
    known.find((other) => other.toLowerCase() === lower) ??
    known.find((other) => other.toLowerCase().startsWith(lower.slice(0, 4)))
  const hint = similar === undefined ? '' : `; did you mean ${similar}?`
  return new InputError(at + name, 'unknown-field', `is not a known field${hint}`, { operation })
}
