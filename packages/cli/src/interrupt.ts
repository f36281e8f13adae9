import type { Io } from './io.ts'

/** Thrown when an interruption ends a command before it had any effect. */
export class InterruptedError extends Error {
  override readonly name = 'InterruptedError'
  /** What did not happen: `nothing was sent`. */
  readonly notDone: string

  constructor(notDone = 'nothing was sent') {
    super(`interrupted; ${notDone}`)
    this.notDone = notDone
  }
}

/**
 * Waits for a read that happens before anything is sent, and stops waiting when the signal aborts. The read of a named pipe
 * ends only when a writer comes.
 *
 * @throws InterruptedError when the signal aborts.
 */
export async function untilInterrupted<Value>({ signal }: Pick<Io, 'signal'>, read: Promise<Value>): Promise<Value> {
  if (signal === undefined) return read
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(new InterruptedError())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    read.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Returns stdin whose `read` throws an InterruptedError when the signal aborts. */
export function interruptibleStdin(stdin: Io['stdin'], signal: AbortSignal): Io['stdin'] {
  const rethrow = (error: unknown): never => {
    throw signal.aborted ? new InterruptedError() : error
  }
  // Not a copy: reading `isTTY` would open the stream.
  return Object.create(stdin, {
    read: { value: () => stdin.read(signal).catch(rethrow) },
  })
}
