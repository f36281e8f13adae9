import { StoppedAsking } from './ask/stopped-asking.ts'
import type { Io } from './io.ts'

/**
 * Resolves with what is read, or rejects when the signal aborts: the read of a named pipe waits until a writer comes.
 * Files are read before anything is sent.
 *
 * @throws StoppedAsking when the signal aborts.
 */
export async function untilStopped<Value>({ signal }: Pick<Io, 'signal'>, reading: Promise<Value>): Promise<Value> {
  if (signal === undefined) return reading
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new StoppedAsking('nothing was sent'))
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    reading.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
