/** The body that a form stands for: `UserIds.0=jack` is `{ UserIds: ['jack'] }`. Every value is text still. */
export function bodyOfFields(fields: readonly (readonly [path: string, value: string])[]): object {
  const root: Branch = new Map()
  for (const [path, value] of fields) plant(root, partsOf(path), value)
  return Object.fromEntries([...root].map(([name, inner]) => [name, toValue(inner)]))
}

/** No action has fields that deep: such a path is left whole, and is then the name of no field. */
function partsOf(path: string): readonly string[] {
  const parts = path.split('.')
  return parts.length > 8 ? [path] : parts
}

/** Names may be anything, `__proto__` too. */
type Branch = Map<string, Branch | string>

function plant(branch: Branch, [name = '', ...rest]: readonly string[], value: string): void {
  if (rest.length === 0) {
    branch.set(name, value)
    return
  }
  const there = branch.get(name)
  const next: Branch = there instanceof Map ? there : new Map()
  branch.set(name, next)
  plant(next, rest, value)
}

function toValue(inner: Branch | string): unknown {
  if (typeof inner === 'string') return inner
  const entries = [...inner].sort(([one], [other]) => Number(one) - Number(other))
  const isList = entries.every(([name], index) => name === String(index))
  const values = entries.map(([name, value]) => [name, toValue(value)] as const)
  return isList ? values.map(([, value]) => value) : Object.fromEntries(values)
}
