import type { ResponseMetadata } from '@trtc-call/spec'
import type { Clock } from '../clock.ts'
import { type AnyTrtcError, isTrtcError } from '../errors.ts'
import type { Observer } from '../observe/observe.ts'
import { startTrace, type Trace, traceEndOf } from '../observe/trace.ts'
import { acquireSlot, releaseSlot } from './acquire-slot.ts'
import { type AttemptResult, attempt } from './attempt.ts'
import { Deadline, raceAbort } from './deadline.ts'
import type { Failure } from './failure.ts'
import type { Limiter } from './limiter.ts'
import type { PreparedRequest } from './prepared-request.ts'
import { safeCause } from './redact.ts'
import { type RetryBudget, type RetryPolicy, retryDelay } from './retry-policy.ts'
import { limiterTimeout } from './send-failures.ts'

/** Everything that decides when and how often a request is sent. */
export interface RetryLoopSettings {
  readonly clock: Clock
  /** Measures durations: the client's own clock, or one that cannot be set. */
  readonly monotonic: Clock
  readonly random: () => number
  readonly retry: RetryPolicy
  readonly budget: RetryBudget
  readonly observers: readonly Observer[]
  /** See `Runtime`. */
  readonly observe: (() => Observer | undefined) | undefined
  readonly limiter: Limiter | undefined
  /** For one attempt. */
  readonly attemptTimeoutMs: number
  /** For all attempts and the waits between them. */
  readonly timeoutMs: number
}

interface Progress {
  attempts: number
  /** The latest error after which the operation may have been executed. */
  lastUnknown: AnyTrtcError | undefined
}

/** Sends a request, and retries it until it returns a value or an error that must not be retried. */
export async function executeWithRetry(request: PreparedRequest, settings: RetryLoopSettings): Promise<object> {
  const trace = createTrace(request, settings)
  const progress: Progress = { attempts: 0, lastUnknown: undefined }
  try {
    const value: ResponseMetadata = await runAttempts(request, settings, progress, trace)
    trace?.operationEnded(progress.attempts, {
      outcome: 'ok',
      ...(value.RequestId === undefined ? {} : { requestId: value.RequestId }),
    })
    return value
  } catch (error) {
    const thrown = preferUnknown(error, request, progress.lastUnknown)
    trace?.operationEnded(progress.attempts, traceEndOf(thrown, request.signal))
    throw thrown
  }
}

/**
 * Returns the error of an earlier attempt that may have been executed, with the last error as its cause: a later attempt that
 * was refused or not sent does not change the earlier one's outcome. Returns the last error if it is conclusive.
 */
function preferUnknown(
  error: unknown,
  { operation, signal }: PreparedRequest,
  lastUnknown: AnyTrtcError | undefined,
): unknown {
  if (lastUnknown === undefined || lastUnknown === error) return error
  if (!isTrtcError(error)) return signal?.aborted ? error : lastUnknown
  const isConclusive = error.outcome === 'refused' && operation.effect === 'safe'
  if (error.outcome === 'unknown' || isConclusive) return error
  return Object.assign(lastUnknown, { cause: error, attempts: Math.max(lastUnknown.attempts, error.attempts) })
}

function createTrace(request: PreparedRequest, settings: RetryLoopSettings): Trace | undefined {
  const { observers, observe, clock, monotonic } = settings
  const observer = observe?.()
  if (observers.length === 0 && observer === undefined) return undefined
  const { operation, host, sdkAppId } = request
  const { id, family, effect } = operation
  const info = Object.freeze({ operation: id, family, effect, host, sdkAppId })
  return startTrace(observer === undefined ? observers : [...observers, observer], info, { clock, monotonic })
}

async function runAttempts(
  request: PreparedRequest,
  settings: RetryLoopSettings,
  progress: Progress,
  trace: Trace | undefined,
): Promise<object> {
  const { clock, monotonic, limiter, attemptTimeoutMs, budget, retry } = settings
  const { endsAt, lastStart, lastRetry } = timeLimitsOf(request, settings)
  let hasRefreshed = false
  for (let number = 1; ; number++) {
    const startBy = number === 1 ? lastStart : lastRetry
    const waitMs = Math.max(1, startBy - monotonic.now())
    const onTimeout = () =>
      limiterTimeout({ request, attempt: number - 1, signed: undefined, at: clock.now() }, Math.round(waitMs))
    const release = await acquireSlot(request, { limiter, waitMs, onTimeout })
    progress.attempts = number
    const timeoutMs = Math.ceil(Math.min(attemptTimeoutMs, Math.max(1, endsAt - monotonic.now())))
    const result = await attemptWithTrace(request, number, timeoutMs, clock, trace).finally(() => releaseSlot(release))
    if ('value' in result) {
      budget.refill()
      return result.value
    }
    const { failure } = result
    if (progress.lastUnknown !== undefined && isAlreadyDone(request, failure.error)) return {}
    if (failure.error.outcome === 'unknown') progress.lastUnknown = failure.error
    // Even after the last attempt: the next operation needs the new key or the corrected time.
    const isRefreshed = !hasRefreshed && (await refreshSignature(request, failure, lastRetry - monotonic.now()))
    if (isRefreshed && number < retry.maxAttempts) {
      hasRefreshed = true
      continue
    }
    await waitForRetry(request, number, failure, lastRetry, settings)
  }
}

/** Times of the monotonic clock: the end, and when the first attempt and a retry must have started. */
interface TimeLimits {
  readonly endsAt: number
  readonly lastStart: number
  readonly lastRetry: number
}

/**
 * After a long wait for the rate limit, an attempt still needs time for its response: a call could ring without a handle. The
 * same holds for every attempt of an unsafe operation.
 */
function timeLimitsOf({ operation }: PreparedRequest, settings: RetryLoopSettings): TimeLimits {
  const { monotonic, timeoutMs, attemptTimeoutMs } = settings
  const endsAt = monotonic.now() + timeoutMs
  const lastStart = endsAt - Math.min(attemptTimeoutMs, timeoutMs / 2)
  return { endsAt, lastStart, lastRetry: operation.effect === 'unsafe' ? lastStart : endsAt }
}

/** Refreshes a refused signature. Returns whether a retry has a different one. A failing provider becomes the error's cause. */
async function refreshSignature(
  { signer, signal }: PreparedRequest,
  { error, rule, signed, serverTime }: Failure,
  timeoutMs: number,
): Promise<boolean> {
  if (signed === undefined || (rule !== 'new-signature' && rule !== 'new-key')) return false
  const deadline = new Deadline(Math.max(1, timeoutMs), signal)
  try {
    return await raceAbort(Promise.resolve(signer.refreshSignature({ rule, signed, serverTime })), deadline.signal)
  } catch (reason) {
    signal?.throwIfAborted()
    error.cause ??= safeCause(reason, [...signer.secrets(), ...signed.secrets])
    return false
  } finally {
    deadline.clear()
  }
}

/** Waits before the next attempt, or throws the failure's error if there must not be one. */
async function waitForRetry(
  { operation, signal }: PreparedRequest,
  number: number,
  failure: Failure,
  lastRetry: number,
  { clock, monotonic, random, retry, budget }: RetryLoopSettings,
): Promise<void> {
  const { error, rule, retryAfterMs } = failure
  const delayMs = retryDelay({ error, effect: operation.effect, attempt: number, rule, retryAfterMs }, retry, random)
  if (delayMs === undefined || monotonic.now() + delayMs >= lastRetry || !budget.spend()) throw error
  await clock.sleep(delayMs, signal)
}

/** Whether the error of a retry shows that the earlier attempt succeeded, such as "call not found" after ending it. */
function isAlreadyDone({ operation }: PreparedRequest, error: AnyTrtcError): boolean {
  return error.code === 'ERR_API' && operation.idempotentSuccessCodes?.includes(error.vendorCode) === true
}

async function attemptWithTrace(
  request: PreparedRequest,
  number: number,
  timeoutMs: number,
  clock: Clock,
  trace: Trace | undefined,
): Promise<AttemptResult> {
  trace?.attemptStarted(number)
  let result: AttemptResult | undefined
  try {
    result = await attempt(request, number, timeoutMs, clock.now())
    return result
  } finally {
    trace?.attemptEnded(number, result)
  }
}
