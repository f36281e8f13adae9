import type { ReplyMeta } from '@trtc-call/spec'
import { type AttemptResult, attemptOnce } from './attempt.ts'
import type { Clock } from './clock.ts'
import { Deadline, unlessAborted } from './deadline.ts'
import { type AnyTrtcError, isTrtcError } from './errors.ts'
import { type Failure, limiterTimeout } from './failure.ts'
import type { Limiter, Release } from './limiter.ts'
import type { Observe } from './observe.ts'
import type { Outgoing } from './outgoing.ts'
import { safeCause } from './redact.ts'
import { type RetryBudget, type RetryPolicy, retryDelay } from './retry.ts'
import { beginTrace, endOf, type Trace } from './trace.ts'

/** What decides on how long and how often. */
export interface AttemptSettings {
  readonly clock: Clock
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
    // "Nothing was sent" is true of the last attempt alone when an earlier one may have been executed.
    const { inDoubt } = progress
    const thrown = inDoubt !== undefined && isTrtcError(error) && error.outcome === 'not-sent' ? inDoubt : error
    trace?.operationEnds(progress.attempts, endOf(thrown, outgoing.signal))
    throw thrown
  }
}

function traceOf(outgoing: Outgoing, { observers, listener, clock }: AttemptSettings): Trace | undefined {
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
  return beginTrace(listening === undefined ? observers : [...observers, listening], request, clock)
}

async function attempts(
  outgoing: Outgoing,
  settings: AttemptSettings,
  progress: Progress,
  trace: Trace | undefined,
): Promise<object> {
  const { clock, timeoutMs, attemptTimeoutMs, budget, retry } = settings
  const until = clock.now() + timeoutMs
  let signedAnew = false
  for (let attempt = 1; ; attempt++) {
    const release = await waitForTurn(outgoing, attempt, until, settings)
    progress.attempts = attempt
    const allowedMs = Math.min(attemptTimeoutMs, Math.max(1, until - clock.now()))
    const result = await observed(outgoing, attempt, allowedMs, clock, trace).finally(() => letGo(release))
    if ('value' in result) {
      budget.refill()
      return result.value
    }
    const { failure } = result
    if (progress.inDoubt !== undefined && meansDone(outgoing, failure.error)) return {}
    if (failure.error.outcome === 'unknown') progress.inDoubt = failure.error
    if (!signedAnew && attempt < retry.maxAttempts && (await signsAnew(outgoing, failure, until, clock))) {
      signedAnew = true
      continue
    }
    await waitBeforeNext(outgoing, attempt, failure, until, settings)
  }
}

/** A refused signature: whether another one can be had. That a provider failed is the cause of the refusal. */
async function signsAnew(
  { signer, signal }: Outgoing,
  { error, rule, signed, serverTime }: Failure,
  until: number,
  clock: Clock,
): Promise<boolean> {
  if (signed === undefined || (rule !== 'renew' && rule !== 'reload')) return false
  const deadline = new Deadline(Math.max(1, until - clock.now()), signal)
  try {
    return await unlessAborted(Promise.resolve(signer.recover({ rule, signed, serverTime })), deadline.signal)
  } catch (reason) {
    signal?.throwIfAborted()
    error.cause ??= safeCause(reason, signer.secrets())
    return false
  } finally {
    deadline.clear()
  }
}

/** Each attempt counts against the vendor's limit, and the wait for it counts against the time allowed. */
async function waitForTurn(
  outgoing: Outgoing,
  attempt: number,
  until: number,
  { clock, limiter, timeoutMs }: AttemptSettings,
): Promise<Release | undefined> {
  if (limiter === undefined) return undefined
  const { operation, limitScope, signal } = outgoing
  const deadline = new Deadline(Math.max(1, until - clock.now()), signal)
  try {
    const limit = { key: `${operation.command} of ${limitScope}`, ...operation.rateLimit }
    return await limiter.acquire(limit, deadline.signal)
  } catch (error) {
    throw deadline.expired
      ? limiterTimeout({ outgoing, attempt: attempt - 1, signed: undefined, at: clock.now() }, timeoutMs)
      : error
  } finally {
    deadline.clear()
  }
}

/** A limiter whose store is down must not cost the handle of a call that rings. */
function letGo(release: Release | undefined): void {
  try {
    release?.()
  } catch {
    // Its place is given up after a while anyway.
  }
}

/** Throws the failure's error when there is not to be another attempt. */
async function waitBeforeNext(
  { operation, signal }: Outgoing,
  attempt: number,
  failure: Failure,
  until: number,
  { clock, random, retry, budget }: AttemptSettings,
): Promise<void> {
  const { error, rule, retryAfterMs } = failure
  const delayMs = retryDelay({ error, effect: operation.effect, attempt, rule, retryAfterMs }, retry, random)
  if (delayMs === undefined || clock.now() + delayMs >= until || !budget.spend()) throw error
  await clock.sleep(delayMs, signal)
}

/** On a repeated attempt "it is not there any more" says that the earlier attempt removed it. */
function meansDone({ operation }: Outgoing, error: AnyTrtcError): boolean {
  return error.code === 'ERR_API' && operation.settledBy.includes(error.vendorCode)
}

async function observed(
  outgoing: Outgoing,
  attempt: number,
  timeoutMs: number,
  clock: Clock,
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
