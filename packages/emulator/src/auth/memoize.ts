/** A client uses one UserSig for hours, so a few entries would be enough. */
const maxEntries = 1_000

/** Caches the results of a pure function. Errors are not cached. */
export function memoize<T>(compute: (text: string) => T): (text: string) => T {
  const cache = new Map<string, T>()
  return (text) => {
    const cached = cache.get(text)
    if (cached !== undefined) return cached
    const result = compute(text)
    if (cache.size >= maxEntries) cache.clear()
    cache.set(text, result)
    return result
  }
}
