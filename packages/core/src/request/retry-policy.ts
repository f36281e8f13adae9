import type { Effect, RetryRule } from '@trtc-call/spec'
import { checkNumber } from '../check-value.ts'
import type { AnyTrtcError } from '../errors.ts'

/** How often and how fast failed attempts are retried. */
export interface RetryPolicy {
  /** The number of attempts, including the first. 1 turns retries off. */
  readonly maxAttempts: number
  /** Upper bound of the first wait, in milliseconds; it doubles with each attempt. The wait is random up to the bound. */
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

/** A failed attempt, and what decides whether it is retried. */
export interface FailedAttempt {
  readonly error: AnyTrtcError
  readonly effect: Effect
  /** Counts from 1. */
  readonly attempt: number
  /** From the error table; undefined unless the vendor responded. */
  readonly rule: RetryRule | undefined
  /** From the `Retry-After` header. */
  readonly retryAfterMs: number | undefined
}

/**
 * Returns the wait before the next attempt in milliseconds, or undefined if there must not be one. An unsafe operation with an
 * unknown outcome is never retried: a second ring is worse than an error.
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
      // A redirect or a 4xx is permanent; a gateway's 5xx, a truncated body or a captive portal may be transient.
      return error.status === 200 || error.status === 429 || error.status >= 500
    default:
      return false
  }
}

/** Limits retries while the service is down: retries spend tokens, and successes refill them. */
export interface RetryBudget {
  spend(): boolean
  refill(): void
}

const capacity = 100
const retryCost = 5

export function createRetryBudget(): RetryBudget {
  let tokens = capacity
  return {
    spend() {
      if (tokens < retryCost) return false
      tokens -= retryCost
      return true
    },
    refill() {
      if (tokens < capacity) tokens += 1
    },
  }
}
