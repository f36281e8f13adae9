import type { Effect, RetryRule } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import type { Outcome } from '../src/error-details.ts'
import { ApiError, ConnectionError, ProtocolError, SigningError, TimeoutError } from '../src/errors.ts'
import { createRetryBudget, defaultRetryPolicy, type FailedAttempt, retryDelay } from '../src/request/retry-policy.ts'

const effects = ['safe', 'idempotent', 'unsafe'] as const satisfies readonly Effect[]
const rules = ['never', 'backoff', 'new-signature', 'new-key'] as const satisfies readonly RetryRule[]

function details(outcome: Outcome) {
  return { outcome, operation: 'anything', advice: 'none', hint: '', attempts: 1 } as const
}

function api(outcome: Outcome) {
  return new ApiError('refused', { ...details(outcome), vendorCode: 1, kind: 'other' })
}

function protocol(status: number, outcome: Outcome = 'unknown') {
  return new ProtocolError('strange', { ...details(outcome), status })
}

function delay(failed: Partial<FailedAttempt> & Pick<FailedAttempt, 'error'>, random = 1, policy = defaultRetryPolicy) {
  const rest = { effect: 'safe', attempt: 1, rule: undefined, retryAfterMs: undefined } as const
  return retryDelay({ ...rest, ...failed }, policy, () => random)
}

const unknownOutcomes = {
  'a dropped connection': { error: new ConnectionError('dropped', details('unknown')), rule: undefined },
  'a timeout': { error: new TimeoutError('late', details('unknown')), rule: undefined },
  'a 502': { error: protocol(502), rule: undefined },
  'half a body': { error: protocol(200), rule: undefined },
  'a failure inside the vendor': { error: api('unknown'), rule: 'backoff' },
} as const

test.each(Object.entries(unknownOutcomes))('%s is never retried for an unsafe operation', (_, failure) => {
  for (const attempt of [1, 2]) expect(delay({ ...failure, effect: 'unsafe', attempt })).toBeUndefined()
})

test.each(Object.entries(unknownOutcomes))('%s is retried for a safe operation', (_, failure) => {
  for (const effect of ['safe', 'idempotent'] as const) {
    expect(delay({ ...failure, effect, attempt: 1 })).toBe(200)
    expect(delay({ ...failure, effect, attempt: 2 })).toBe(400)
    expect(delay({ ...failure, effect, attempt: 3 })).toBeUndefined()
  }
})

test.each(effects)('an error before execution is retried for operations that are %s', (effect) => {
  expect(delay({ error: api('refused'), rule: 'backoff', effect })).toBe(200)
  expect(delay({ error: new ConnectionError('no route', details('not-sent')), effect })).toBe(200)
})

test.each(effects)('a permanent refusal is not retried (%s)', (effect) => {
  for (const rule of rules) {
    if (rule !== 'backoff') expect(delay({ error: api('refused'), rule, effect })).toBeUndefined()
  }
  expect(delay({ error: new SigningError('no key', details('not-sent')), effect })).toBeUndefined()
  for (const status of [301, 307, 400, 403, 404]) expect(delay({ error: protocol(status), effect })).toBeUndefined()
})

test('waits double up to a bound, with full jitter', () => {
  const error = new TimeoutError('late', details('unknown'))
  const policy = { maxAttempts: 20, baseDelayMs: 100, maxDelayMs: 1_000 }
  const delays = [1, 2, 3, 4, 5, 6, 19].map((attempt) => delay({ error, attempt }, 1, policy))
  expect(delays).toEqual([100, 200, 400, 800, 1_000, 1_000, 1_000])
  expect(delay({ error, attempt: 3 }, 0, policy)).toBe(0)
  expect(delay({ error, attempt: 3 }, 0.25, policy)).toBe(100)
})

test('Retry-After makes the wait longer, never shorter', () => {
  const error = api('refused')
  expect(delay({ error, rule: 'backoff', retryAfterMs: 3_000 })).toBe(3_000)
  expect(delay({ error, rule: 'backoff', retryAfterMs: 1 })).toBe(200)
})

test('a policy of one attempt never retries', () => {
  const policy = { ...defaultRetryPolicy, maxAttempts: 1 }
  expect(delay({ error: api('refused'), rule: 'backoff' }, 1, policy)).toBeUndefined()
})

test('the budget allows twenty retries in a row, and one more for every five successes', () => {
  const budget = createRetryBudget()
  const spend = () => budget.spend()
  expect(Array.from({ length: 20 }, spend).every(Boolean)).toBe(true)
  expect(budget.spend()).toBe(false)
  for (let success = 0; success < 4; success++) budget.refill()
  expect(budget.spend()).toBe(false)
  budget.refill()
  expect(budget.spend()).toBe(true)
  expect(budget.spend()).toBe(false)
})

test('successes do not refill the budget beyond its capacity', () => {
  const budget = createRetryBudget()
  for (let success = 0; success < 1_000; success++) budget.refill()
  expect(Array.from({ length: 30 }, () => budget.spend()).filter(Boolean)).toHaveLength(20)
})
