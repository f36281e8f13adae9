/** Builds a body from form fields: `UserIds.0=jack` becomes `{ UserIds: ['jack'] }`. Values stay text. */
export function bodyOfFields(fields: readonly (readonly [path: string, value: string])[]): object {
  const root: Branch = new Map()
  for (const [path, value] of fields) insert(root, partsOf(path), value)
  return Object.fromEntries([...root].map(([name, inner]) => [name, toValue(inner)]))
}

/** Leaves a path deeper than any action's fields whole; validation then rejects it as unknown. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('.')
  return parts.length > 8 ? [path] : parts
}

/** A Map, because names may be anything, even `__proto__`. */
type Branch = Map<string, Branch | string>

function insert(branch: Branch, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    branch.set(name, value)
    return
  }
  const existing = branch.get(name)
  const next: Branch = existing instanceof Map ? existing : new Map()
  branch.set(name, next)
  insert(next, rest, value)
}

function toValue(inner: Branch | string): unknown {
  if (typeof inner === 'string') return inner
  const entries = [...inner].sort(([one], [other]) => Number(one) - Number(other))
  const isList = entries.every(([name], index) => name === String(index))
  const values = entries.map(([name, value]) => [name, toValue(value)] as const)
  return isList ? values.map(([, value]) => value) : Object.fromEntries(values)
}
