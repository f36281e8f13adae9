import type { Observer } from './observe.ts'

/** A debug logger. `console` works as is; pino needs a one-line wrapper. */
export interface Logger {
  debug(message: string, fields: Readonly<Record<string, unknown>>): void
}

/** Logs the end of every attempt and operation, without secrets. */
export function logObserver(logger: Logger): Observer {
  return (event) => {
    if (event.type !== 'attempt-end' && event.type !== 'operation-end') return
    const { type, request, error, ...fields } = event
    const what = type === 'attempt-end' ? `${request.operation}: attempt ${event.attempt}` : request.operation
    return logger.debug(`${what} ended: ${event.outcome}`, {
      ...request,
      ...fields,
      ...(error === undefined ? {} : { error: error.message }),
    })
  }
}
