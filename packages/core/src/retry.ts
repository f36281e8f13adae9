import type { Effect, RetryRule } from '@trtc-call/spec'
import { checkNumber } from './check-value.ts'
import type { AnyTrtcError } from './errors.ts'

/** How often and how fast failed attempts are repeated. */
export interface RetryPolicy {
  /** Attempts in all, the first one included. 1 never repeats. */
  readonly maxAttempts: number
  /** Upper bound of the first wait, in milliseconds; it doubles from attempt to attempt. */
  readonly baseDelayMs: number
  readonly maxDelayMs: number
}

/** Three attempts, with waits of at most 200 and 400 milliseconds between them. */
export const defaultRetryPolicy: RetryPolicy = { maxAttempts: 3, baseDelayMs: 200, maxDelayMs: 5_000 }

/** @throws InputError naming the field. */
export function checkRetryPolicy(policy: RetryPolicy): RetryPolicy {
  checkNumber('retry.maxAttempts', policy.maxAttempts, { min: 1, step: 1 })
  return policy
}

/** What the attempt loop knows when it asks whether to go on. */
export interface FailedAttempt {
  readonly error: AnyTrtcError
  readonly effect: Effect
  /** Counts from 1. */
  readonly attempt: number
  /** From the error table; undefined for failures on the way. */
  readonly rule: RetryRule | undefined
  /** What the server asked for, where it did. */
  readonly retryAfterMs: number | undefined
}

/**
 * How long to wait before the next attempt, in milliseconds; undefined when there must not be one. An unsafe operation
 * whose outcome is unknown is never repeated: a second ring is worse than an error.
 */
export function retryDelay(failed: FailedAttempt, policy: RetryPolicy, random: () => number): number | undefined {
  const { error, effect, attempt, rule, retryAfterMs } = failed
  if (attempt >= policy.maxAttempts) return undefined
  if (effect === 'unsafe' && error.outcome === 'unknown') return undefined
  if (!isTransient(error, rule)) return undefined
  const backoff = random() * Math.min(policy.maxDelayMs, policy.baseDelayMs * 2 ** (attempt - 1))
  return retryAfterMs === undefined ? backoff : Math.max(retryAfterMs, backoff)
}

function isTransient(error: AnyTrtcError, rule: RetryRule | undefined): boolean {
  switch (error.code) {
    case 'ERR_API':
      return rule === 'backoff'
    case 'ERR_CONNECTION':
    case 'ERR_TIMEOUT':
      return true
    case 'ERR_PROTOCOL':
      // A redirect or a 4xx will come again; a gateway's 5xx, half a body or a stray page may not.
      return error.status === 200 || error.status === 429 || error.status >= 500
    default:
      return false
  }
}

/** Retries spend from it and successes refill it, so that a service that is down is not hammered. */
export interface RetryBudget {
  spend(): boolean
  refill(): void
}

const capacity = 100
const costOfRetry = 5

export function createRetryBudget(): RetryBudget {
  let tokens = capacity
  return {
    spend() {
      if (tokens < costOfRetry) return false
      tokens -= costOfRetry
      return true
    },
    refill() {
      if (tokens < capacity) tokens += 1
    },
  }
}
