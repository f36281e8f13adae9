/** Deletes the oldest entries of a map beyond `max`. */
export function evictOldest<Value>(map: Map<string, Value>, max: number, onEvicted?: (value: Value) => void): void {
  for (const [key, value] of map) {
    if (map.size <= max) return
    map.delete(key)
    onEvicted?.(value)
  }
}
