import type { ReplyMeta } from '@trtc-call/spec'
import { type AttemptResult, attemptOnce } from './attempt.ts'
import type { Clock } from './clock.ts'
import { Deadline, raceAbort } from './deadline.ts'
import { type AnyTrtcError, isTrtcError } from './errors.ts'
import { limiterTimeout } from './failure.ts'
import type { Failure } from './failure-details.ts'
import type { Limiter } from './limiter.ts'
import type { Observe } from './observe.ts'
import type { Outgoing } from './outgoing.ts'
import { safeCause } from './redact.ts'
import { type RetryBudget, type RetryPolicy, retryDelay } from './retry.ts'
import { beginTrace, endOf, type Trace } from './trace.ts'
import { letGo, waitForTurn } from './turn.ts'

/** What decides on how long and how often. */
export interface AttemptSettings {
  readonly clock: Clock
  /** For durations: the client's clock where one was given, else one that nobody can set. */
  readonly steady: Clock
  readonly random: () => number
  readonly retry: RetryPolicy
  readonly budget: RetryBudget
  readonly observers: readonly Observe[]
  /** The adapter package's own listener, while it has somebody to tell. */
  readonly listener: (() => Observe | undefined) | undefined
  readonly limiter: Limiter | undefined
  /** For one attempt. */
  readonly attemptTimeoutMs: number
  /** For all attempts and the waits between them. */
  readonly timeoutMs: number
}

/** What one operation's attempts have come to so far. */
interface Progress {
  attempts: number
  /** The latest error that leaves open whether the operation was executed. */
  inDoubt: AnyTrtcError | undefined
}

/** Attempts until there is a value, or an error that another attempt must not or cannot mend. */
export async function attemptUntilSettled(outgoing: Outgoing, settings: AttemptSettings): Promise<object> {
  const trace = traceOf(outgoing, settings)
  const progress: Progress = { attempts: 0, inDoubt: undefined }
  try {
    const value: ReplyMeta = await attempts(outgoing, settings, progress, trace)
    trace?.operationEnds(progress.attempts, {
      outcome: 'ok',
      ...(value.RequestId === undefined ? {} : { requestId: value.RequestId }),
    })
    return value
  } catch (error) {
    const thrown = stillInDoubt(error, outgoing, progress.inDoubt) ?? error
    trace?.operationEnds(progress.attempts, endOf(thrown, outgoing.signal))
    throw thrown
  }
}

/**
 * The error of an earlier attempt that may have been executed, with the last error as its cause: that the last attempt was
 * refused or not sent says nothing about the earlier one. Undefined where there is no such doubt.
 */
function stillInDoubt(
  error: unknown,
  { operation, signal }: Outgoing,
  inDoubt: AnyTrtcError | undefined,
): AnyTrtcError | undefined {
  if (inDoubt === undefined || inDoubt === error) return undefined
  if (!isTrtcError(error)) return signal?.aborted ? undefined : inDoubt
  const isAnswer = error.outcome === 'refused' && operation.effect === 'safe'
  if (error.outcome === 'unknown' || isAnswer) return undefined
  return Object.assign(inDoubt, { cause: error, attempts: Math.max(inDoubt.attempts, error.attempts) })
}

function traceOf(outgoing: Outgoing, { observers, listener, clock, steady }: AttemptSettings): Trace | undefined {
  const listening = listener?.()
  if (observers.length === 0 && listening === undefined) return undefined
  const { operation, host, sdkAppId } = outgoing
  const request = Object.freeze({
    operation: operation.id,
    family: operation.family,
    effect: operation.effect,
    host,
    sdkAppId,
  })
  return beginTrace(listening === undefined ? observers : [...observers, listening], request, { clock, steady })
}

async function attempts(
  outgoing: Outgoing,
  settings: AttemptSettings,
  progress: Progress,
  trace: Trace | undefined,
): Promise<object> {
  const { clock, steady, attemptTimeoutMs, budget, retry } = settings
  const { until, firstBefore, repeatBefore } = timesOf(outgoing, settings)
  let signedAnew = false
  for (let attempt = 1; ; attempt++) {
    const waitMs = Math.max(1, (attempt === 1 ? firstBefore : repeatBefore) - steady.now())
    const late = () =>
      limiterTimeout({ outgoing, attempt: attempt - 1, signed: undefined, at: clock.now() }, Math.round(waitMs))
    const release = await waitForTurn(outgoing, { limiter: settings.limiter, waitMs, late })
    progress.attempts = attempt
    const allowedMs = Math.ceil(Math.min(attemptTimeoutMs, Math.max(1, until - steady.now())))
    const result = await observed(outgoing, attempt, allowedMs, settings, trace).finally(() => letGo(release))
    if ('value' in result) {
      budget.refill()
      return result.value
    }
    const { failure } = result
    if (progress.inDoubt !== undefined && meansDone(outgoing, failure.error)) return {}
    if (failure.error.outcome === 'unknown') progress.inDoubt = failure.error
    // Also after the last attempt: the next operation shall have the new key, or the right time.
    const isAnother = !signedAnew && (await signsAnew(outgoing, failure, repeatBefore - steady.now()))
    if (isAnother && attempt < retry.maxAttempts) {
      signedAnew = true
      continue
    }
    await waitBeforeNext(outgoing, attempt, failure, repeatBefore, settings)
  }
}

/** By the steady clock: when all must be over, and before when an attempt has to begin. */
interface Times {
  readonly until: number
  readonly firstBefore: number
  readonly repeatBefore: number
}

/**
 * Whoever has waited long for a turn needs time for the answer too, or it would ring and nobody would know; so does what
 * must not be repeated when its answer is lost.
 */
function timesOf({ operation }: Outgoing, { steady, timeoutMs, attemptTimeoutMs }: AttemptSettings): Times {
  const until = steady.now() + timeoutMs
  const firstBefore = until - Math.min(attemptTimeoutMs, timeoutMs / 2)
  return { until, firstBefore, repeatBefore: operation.effect === 'unsafe' ? firstBefore : until }
}

/** A refused signature: whether another one can be had. That a provider failed is the cause of the refusal. */
async function signsAnew(
  { signer, signal }: Outgoing,
  { error, rule, signed, serverTime }: Failure,
  allowedMs: number,
): Promise<boolean> {
  if (signed === undefined || (rule !== 'renew' && rule !== 'reload')) return false
  const deadline = new Deadline(Math.max(1, allowedMs), signal)
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

/** Throws the failure's error when there is not to be another attempt. */
async function waitBeforeNext(
  { operation, signal }: Outgoing,
  attempt: number,
  failure: Failure,
  before: number,
  { clock, steady, random, retry, budget }: AttemptSettings,
): Promise<void> {
  const { error, rule, retryAfterMs } = failure
  const delayMs = retryDelay({ error, effect: operation.effect, attempt, rule, retryAfterMs }, retry, random)
  if (delayMs === undefined || steady.now() + delayMs >= before || !budget.spend()) throw error
  await clock.sleep(delayMs, signal)
}

/** On a repeated attempt "it is not there any more" says that the earlier attempt removed it. */
function meansDone({ operation }: Outgoing, error: AnyTrtcError): boolean {
  return error.code === 'ERR_API' && operation.idempotentSuccessCodes?.includes(error.vendorCode) === true
}

async function observed(
  outgoing: Outgoing,
  attempt: number,
  timeoutMs: number,
  { clock }: AttemptSettings,
  trace: Trace | undefined,
): Promise<AttemptResult> {
  if (trace === undefined) return attemptOnce(outgoing, attempt, timeoutMs, clock.now())
  trace.attemptStarts(attempt)
  let result: AttemptResult | undefined
  try {
    result = await attemptOnce(outgoing, attempt, timeoutMs, clock.now())
    return result
  } finally {
    trace.attemptEnds(attempt, result)
  }
}
