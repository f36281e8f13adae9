const listeners = new WeakMap<AbortSignal, Set<() => void>>()

/**
 * Calls `listener` once when the signal aborts; returns a function that removes it. All requests with one signal share one event
 * listener: adding and removing one per request is slow, and Node 20 warns of a leak from the eleventh on.
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const existing = listeners.get(signal)
  const set = existing ?? new Set<() => void>()
  if (existing === undefined) {
    listeners.set(signal, set)
    signal.addEventListener(
      'abort',
      () => {
        for (const each of set) each()
        set.clear()
      },
      { once: true },
    )
  }
  set.add(listener)
  return () => set.delete(listener)
}
