/**
 * Runs with a signal that aborts with the given one, and after `timeoutMs` at the latest.
 *
 * Not `AbortSignal.any` with `AbortSignal.timeout`: Node 20 may collect the timeout's signal, which then never aborts.
 */
export async function withTimeout<Value>(
  signal: AbortSignal | undefined,
  timeoutMs: number,
  run: (signal: AbortSignal) => Promise<Value>,
): Promise<Value> {
  signal?.throwIfAborted()
  const controller = new AbortController()
  const timeout = (): void => controller.abort(new DOMException(`timed out after ${timeoutMs} ms`, 'TimeoutError'))
  const timer = setTimeout(timeout, timeoutMs)
  const follow = (): void => controller.abort(signal?.reason)
  signal?.addEventListener('abort', follow, { once: true })
  try {
    return await run(controller.signal)
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', follow)
  }
}
