/** An abort signal with a time limit. */
export interface Deadline {
  readonly signal: AbortSignal
  /** Releases the timer; call it when the work is done. */
  clear(): void
}

/**
 * Returns a signal that aborts when `parent` does, or after `timeoutMs` of real time.
 *
 * `AbortSignal.any` with `AbortSignal.timeout` does not work here: Node 20 garbage-collects the latter before it fires.
 */
export function createDeadline(parent: AbortSignal, timeoutMs: number): Deadline {
  const controller = new AbortController()
  const timer = setTimeout(() => controller.abort(), timeoutMs)
  const onAbort = (): void => controller.abort(parent.reason)
  if (parent.aborted) onAbort()
  parent.addEventListener('abort', onAbort, { once: true })
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer)
      parent.removeEventListener('abort', onAbort)
    },
  }
}
