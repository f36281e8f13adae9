import { type AttemptResult, attemptOnce } from './attempt.ts'
import type { Clock } from './clock.ts'
import { Deadline } from './deadline.ts'
import { type AnyTrtcError, isTrtcError } from './errors.ts'
import { type Failure, limiterTimeout } from './failure.ts'
import type { Limiter } from './limiter.ts'
import type { AttemptEvent, Observe } from './observe.ts'
import type { Outgoing } from './outgoing.ts'
import { type RetryBudget, type RetryPolicy, retryDelay } from './retry.ts'

/** What decides on how long and how often. */
export interface AttemptSettings {
  readonly clock: Clock
  readonly random: () => number
  readonly retry: RetryPolicy
  readonly budget: RetryBudget
  readonly observe: Observe | undefined
  readonly limiter: Limiter | undefined
  /** For one attempt. */
  readonly attemptTimeoutMs: number
  /** For all attempts and the waits between them. */
  readonly timeoutMs: number
}

/** What one operation's attempts have come to so far. */
interface Progress {
  /** The latest error that leaves open whether the operation was executed. */
  inDoubt: AnyTrtcError | undefined
}

/** Attempts until there is a value, or an error that another attempt must not or cannot mend. */
export async function attemptUntilSettled(outgoing: Outgoing, settings: AttemptSettings): Promise<object> {
  const progress: Progress = { inDoubt: undefined }
  try {
    return await attempts(outgoing, settings, progress)
  } catch (error) {
    // "Nothing was sent" is true of the last attempt alone when an earlier one may have been executed.
    const { inDoubt } = progress
    throw inDoubt !== undefined && isTrtcError(error) && error.outcome === 'not-sent' ? inDoubt : error
  }
}

async function attempts(outgoing: Outgoing, settings: AttemptSettings, progress: Progress): Promise<object> {
  const { clock, timeoutMs, attemptTimeoutMs, budget } = settings
  const until = clock.now() + timeoutMs
  let signedAnew = false
  for (let attempt = 1; ; attempt++) {
    await waitForTurn(outgoing, attempt, until, settings)
    const allowedMs = Math.min(attemptTimeoutMs, Math.max(1, until - clock.now()))
    const result = await observed(outgoing, attempt, allowedMs, settings)
    if ('value' in result) {
      budget.refill()
      return result.value
    }
    const { failure } = result
    if (progress.inDoubt !== undefined && meansDone(outgoing, failure.error)) return {}
    if (failure.error.outcome === 'unknown') progress.inDoubt = failure.error
    if (!signedAnew && outgoing.signer.recover(failure.rule ?? 'never', failure.serverTime)) {
      signedAnew = true
      continue
    }
    await waitBeforeNext(outgoing, attempt, failure, until, settings)
  }
}

/** Each attempt counts against the vendor's limit, and the wait for it counts against the time allowed. */
async function waitForTurn(
  outgoing: Outgoing,
  attempt: number,
  until: number,
  { clock, limiter, timeoutMs }: AttemptSettings,
): Promise<void> {
  if (limiter === undefined) return
  const { operation, limitScope, signal } = outgoing
  const deadline = new Deadline(Math.max(1, until - clock.now()), signal)
  try {
    const limit = { key: `${operation.command} of ${limitScope}`, ...operation.rateLimit }
    await limiter.acquire(limit, deadline.signal)
  } catch (error) {
    throw deadline.expired ? limiterTimeout({ outgoing, attempt: attempt - 1, signed: undefined }, timeoutMs) : error
  } finally {
    deadline.clear()
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
  { clock, observe }: AttemptSettings,
): Promise<AttemptResult> {
  if (observe === undefined) return attemptOnce(outgoing, attempt, timeoutMs)
  const startedAt = clock.now()
  const tell = (rest: Pick<AttemptEvent, 'outcome' | 'vendorCode' | 'requestId' | 'random'>): void => {
    try {
      observe({ operation: outgoing.operation.id, attempt, startedAt, durationMs: clock.now() - startedAt, ...rest })
    } catch {
      // A log that is full must not cost the handle of a call that rings.
    }
  }
  try {
    const result = await attemptOnce(outgoing, attempt, timeoutMs)
    tell(outcomeOf(result))
    return result
  } catch (reason) {
    tell({ outcome: 'aborted' })
    throw reason
  }
}

function outcomeOf(result: AttemptResult): Pick<AttemptEvent, 'outcome' | 'vendorCode' | 'requestId' | 'random'> {
  if ('value' in result) return { outcome: 'ok', ...defined({ requestId: result.requestId, random: result.random }) }
  const { error } = result.failure
  const vendor = error.code === 'ERR_API' ? { vendorCode: error.vendorCode, requestId: error.requestId } : {}
  return { outcome: error.outcome, ...defined({ ...vendor, random: error.random }) }
}

type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> }

function defined<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>
}
