/** Some time to do something in. */
export interface Limited {
  /** Aborts as the signal that was given does, and when the time is over. */
  readonly limit: AbortSignal
  /** To be called when it is done. */
  end(): void
}

/**
 * So much real time, and no more.
 *
 * Not `AbortSignal.any` of an `AbortSignal.timeout`: on Node 20 nobody holds the latter, and what is collected never fires.
 */
export function limited(signal: AbortSignal, limitMs: number): Limited {
  const both = new AbortController()
  const timer = setTimeout(() => both.abort(), limitMs)
  const follow = (): void => both.abort(signal.reason)
  if (signal.aborted) follow()
  signal.addEventListener('abort', follow, { once: true })
  return {
    limit: both.signal,
    end() {
      clearTimeout(timer)
      signal.removeEventListener('abort', follow)
    },
  }
}
