/** The cache key of a request: all of its fields but `now` and `forceRefresh`. */
export type CacheKeyOf = (request: object) => string

type Fields = Readonly<Record<string, unknown>>

/**
 * Creates a function that returns cache keys. A key does not depend on the order of the fields. The function keeps the last
 * key, because comparing fields takes a tenth of the time of making a key.
 */
export function createCacheKeyFunction(): CacheKeyOf {
  let names: readonly string[] = []
  let values: readonly unknown[] = []
  let key = ''
  return (request) => {
    const fields = request as Fields
    if (hasFields(fields, names, values)) return key
    const inKey = Object.keys(fields).filter((name) => name !== 'now' && name !== 'forceRefresh')
    const entries = inKey.map((name) => [name, fields[name]])
    key = JSON.stringify(entries.filter(([, value]) => value !== undefined).sort())
    // An object can change while its reference stays the same.
    const isComparable = entries.every(([, value]) => typeof value !== 'object' || value === null)
    names = isComparable ? inKey : ['\n']
    values = isComparable ? inKey.map((name) => fields[name]) : []
    return key
  }
}

function hasFields(fields: Fields, names: readonly string[], values: readonly unknown[]): boolean {
  let at = 0
  for (const name in fields) {
    if (name === 'now' || name === 'forceRefresh') continue
    if (name !== names[at] || fields[name] !== values[at]) return false
    at++
  }
  return at === names.length
}
