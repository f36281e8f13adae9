import type { AttemptResult } from './attempt.ts'
import type { Clock } from './clock.ts'
import { isTrtcError } from './errors.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Logger, Observe, RequestInfo, TraceEnd, TraceEvent } from './observe.ts'

/** Tells the observers of one operation. */
export interface Trace {
  attemptStarts(attempt: number): void
  /** `result` is undefined when the caller's abort ended it. */
  attemptEnds(attempt: number, result: AttemptResult | undefined): void
  operationEnds(attempts: number, end: TraceEnd): void
}

/** `steady` measures how long things take: the other one may be set meanwhile. */
export function beginTrace(
  observers: readonly Observe[],
  request: RequestInfo,
  { clock, steady }: { readonly clock: Clock; readonly steady: Clock },
): Trace {
  const tell = (event: TraceEvent): void => {
    for (const observe of observers) ignoreErrors(() => observe(event))
  }
  const startedAt = steady.now()
  let attemptAt = startedAt
  tell({ type: 'operation-start', request, at: clock.now() })
  return {
    attemptStarts(attempt) {
      attemptAt = steady.now()
      tell({ type: 'attempt-start', request, attempt, at: clock.now() })
    },
    attemptEnds(attempt, result) {
      const durationMs = steady.now() - attemptAt
      tell({ type: 'attempt-end', request, attempt, at: clock.now(), durationMs, ...endOfAttempt(result) })
    },
    operationEnds(attempts, end) {
      const durationMs = steady.now() - startedAt
      tell({ type: 'operation-end', request, attempts, at: clock.now(), durationMs, ...end })
    },
  }
}

function endOfAttempt(result: AttemptResult | undefined): TraceEnd & { readonly random?: number } {
  if (result === undefined) return { outcome: 'aborted' }
  if ('failure' in result) {
    const { random } = result.failure.error
    return { ...endOf(result.failure.error), ...(random === undefined ? {} : { random }) }
  }
  const { requestId, random } = result
  return {
    outcome: 'ok',
    ...(requestId === undefined ? {} : { requestId }),
    ...(random === undefined ? {} : { random }),
  }
}

/** What was thrown: an error of ours, or the caller's reason, or what the caller's limiter threw. */
export function endOf(thrown: unknown, signal?: AbortSignal): TraceEnd {
  if (!isTrtcError(thrown)) return { outcome: signal?.aborted ? 'aborted' : 'not-sent' }
  const { outcome } = thrown
  if (thrown.code !== 'ERR_API') return { outcome, error: thrown }
  const { vendorCode, requestId } = thrown
  return { outcome, error: thrown, vendorCode, ...(requestId === undefined ? {} : { requestId }) }
}

/** Writes the end of every attempt and operation to the caller's log, with nothing that is secret. */
export function logTo(logger: Logger): Observe {
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
