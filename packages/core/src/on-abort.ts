const followers = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `listener` once when the signal aborts; returns how to stop that. However many requests follow one signal, it gets
 * one listener: adding and removing one per request is slow, and from the eleventh on Node 20 warns of a leak.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const existing = followers.get(signal)
  const set = existing ?? new Set<() => void>()
  if (existing === undefined) {
    followers.set(signal, set)
    signal.addEventListener(
      'abort',
      () => {
        for (const follow of set) follow()
        set.clear()
      },
      { once: true },
    )
  }
  set.add(listener)
  return () => set.delete(listener)
}
