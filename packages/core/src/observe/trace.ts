import type { Clock } from '../clock.ts'
import { isTrtcError } from '../errors.ts'
import { ignoreErrors } from '../ignore-errors.ts'
import type { AttemptResult } from '../request/attempt.ts'
import type { Observer, OperationInfo, TraceEnd, TraceEvent } from './observe.ts'

/** Emits the events of one operation to its observers. */
export interface Trace {
  attemptStarted(attempt: number): void
  /** `result` is undefined when the caller's abort ended it. */
  attemptEnded(attempt: number, result: AttemptResult | undefined): void
  operationEnded(attempts: number, end: TraceEnd): void
}

/** Emits the start of an operation. `monotonic` measures durations, because `clock` may be set meanwhile. */
export function startTrace(
  observers: readonly Observer[],
  request: OperationInfo,
  { clock, monotonic }: { readonly clock: Clock; readonly monotonic: Clock },
): Trace {
  const emit = (event: TraceEvent): void => {
    for (const observe of observers) ignoreErrors(() => observe(event))
  }
  const startedAt = monotonic.now()
  let attemptAt = startedAt
  emit({ type: 'operation-start', request, at: clock.now() })
  return {
    attemptStarted(attempt) {
      attemptAt = monotonic.now()
      emit({ type: 'attempt-start', request, attempt, at: clock.now() })
    },
    attemptEnded(attempt, result) {
      const durationMs = monotonic.now() - attemptAt
      emit({ type: 'attempt-end', request, attempt, at: clock.now(), durationMs, ...attemptEndOf(result) })
    },
    operationEnded(attempts, end) {
      const durationMs = monotonic.now() - startedAt
      emit({ type: 'operation-end', request, attempts, at: clock.now(), durationMs, ...end })
    },
  }
}

function attemptEndOf(result: AttemptResult | undefined): TraceEnd & { readonly random?: number } {
  if (result === undefined) return { outcome: 'aborted' }
  if ('failure' in result) {
    const { random } = result.failure.error
    return { ...traceEndOf(result.failure.error), ...(random === undefined ? {} : { random }) }
  }
  const { requestId, random } = result
  return {
    outcome: 'ok',
    ...(requestId === undefined ? {} : { requestId }),
    ...(random === undefined ? {} : { random }),
  }
}

/** Describes what was thrown: a TrtcError, the caller's abort reason, or an error of a custom limiter. */
export function traceEndOf(thrown: unknown, signal?: AbortSignal): TraceEnd {
  if (!isTrtcError(thrown)) return { outcome: signal?.aborted ? 'aborted' : 'not-sent' }
  const { outcome } = thrown
  if (thrown.code !== 'ERR_API') return { outcome, error: thrown }
  const { vendorCode, requestId } = thrown
  return { outcome, error: thrown, vendorCode, ...(requestId === undefined ? {} : { requestId }) }
}
