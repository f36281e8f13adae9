import type { EventTopic } from './call-events.ts'
import type { DialContext } from './dial-context.ts'

/** What ends the wait early. */
interface WaitForUpdateOptions {
  /** Rejects with its reason. */
  readonly signal: AbortSignal | undefined
  readonly topics: readonly EventTopic[]
  /** Receives the function that ends the wait. */
  readonly onStart?: (wake: () => void) => void
}

/** Waits for `ms`, or until one of the topics has an update. */
export async function waitForUpdate(
  { clock, events }: Pick<DialContext, 'clock' | 'events'>,
  ms: number,
  { signal, topics, onStart }: WaitForUpdateOptions,
): Promise<void> {
  const sleep = new AbortController()
  const stop = (): void => sleep.abort(signal?.reason)
  signal?.addEventListener('abort', stop, { once: true })
  const unsubscribe: (() => void)[] = []
  try {
    await new Promise<void>((resolve, reject) => {
      onStart?.(resolve)
      for (const topic of topics) if (events !== undefined) unsubscribe.push(events.subscribe(topic, resolve))
      clock.sleep(ms, sleep.signal).then(resolve, reject)
    })
  } finally {
    for (const each of unsubscribe) each()
    signal?.removeEventListener('abort', stop)
    sleep.abort()
  }
}
