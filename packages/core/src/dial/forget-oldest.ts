/** Keeps a map from growing without end: what came into it first goes first. */
export function forgetOldest<Value>(map: Map<string, Value>, most: number, forgotten?: (value: Value) => void): void {
  for (const [key, value] of map) {
    if (map.size <= most) return
    map.delete(key)
    forgotten?.(value)
  }
}
