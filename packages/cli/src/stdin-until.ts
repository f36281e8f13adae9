import { StoppedAsking } from './ask/stopped-asking.ts'
import type { Io } from './io.ts'

/** Stdin that is given up when somebody asks to stop; whatever is read from it is read before anything is sent. */
export function stdinUntil(stdin: Io['stdin'], signal: AbortSignal): Io['stdin'] {
  const orStopped = (error: unknown): never => {
    throw signal.aborted ? new StoppedAsking('nothing was sent') : error
  }
  // Not a copy: to ask whether it is a terminal opens it.
  return Object.create(stdin, {
    read: { value: () => stdin.read(signal).catch(orStopped) },
  })
}
