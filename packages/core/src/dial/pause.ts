import type { NewsOf } from './call-events.ts'
import type { DialContext } from './dial-context.ts'

/** What ends a pause early. */
interface Wakers {
  /** Ends it with its reason. */
  readonly signal: AbortSignal | undefined
  readonly news: readonly NewsOf[]
  /** Is given what ends it. */
  readonly hold?: (wake: () => void) => void
}

/** Waits for `ms`, or until there is news of any of these. */
export async function pause(
  { clock, events }: Pick<DialContext, 'clock' | 'events'>,
  ms: number,
  { signal, news, hold }: Wakers,
): Promise<void> {
  const sleep = new AbortController()
  const stop = (): void => sleep.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const unsubscribe: (() => void)[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      hold?.(resolve)
      for (const what of news) if (events !== undefined) unsubscribe.push(events.subscribe(what, resolve))
      clock.sleep(ms, sleep.signal).then(resolve, reject)
    })
  } finally {
    for (const each of unsubscribe) each()
    signal?.removeEventListener('abort', stop)
    sleep.abort()
  }
}
