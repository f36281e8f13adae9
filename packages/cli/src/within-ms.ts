/**
 * Runs with a signal that aborts as the given one does, and at the latest after `limitMs`.
 *
 * Not `AbortSignal.any` of an `AbortSignal.timeout`: on Node 20 nobody holds the latter, and what is collected never fires.
 */
export async function withinMs<Value>(
  signal: AbortSignal | undefined,
  limitMs: number,
  run: (limit: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted()
  const limit = new AbortController()
  const timer = setTimeout(
    () => limit.abort(new DOMException(`not over within ${limitMs} ms`, 'TimeoutError')),
    limitMs,
  )
  const follow = (): void => limit.abort(signal?.reason)
  signal?.addEventListener('abort', follow, { once: true })
  try {
    return await run(limit.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}
