import { callErrors, type ErrorKind, findVendorError, trtcErrors } from '@trtc-call/spec'
import { expect, test } from 'vitest'
import { type Advice, adviceFor } from '../src/advice.ts'
import type { TrtcError } from '../src/index.ts'
import { callsOn, rejectionOf, ring } from './support/clients.ts'
import { always, callError, createWire, drop, noResponse, respondWith, type Step } from './support/wire.ts'

const refused: Readonly<Record<ErrorKind, Advice>> = {
  authentication: 'fix-credentials',
  permission: 'fix-credentials',
  configuration: 'fix-input',
  package: 'none',
  'invalid-request': 'fix-input',
  'not-found': 'fix-input',
  conflict: 'fix-input',
  'rate-limit': 'retry',
  unavailable: 'retry',
  other: 'none',
}
const effects = ['safe', 'idempotent', 'unsafe'] as const

test.each(Object.entries(refused))('an error of the kind %s: %s', (kind, advice) => {
  for (const effect of effects) {
    expect(adviceFor({ outcome: 'refused', effect, kind: kind as ErrorKind })).toBe(advice)
    const unknown = adviceFor({ outcome: 'unknown', effect, kind: kind as ErrorKind })
    expect(unknown).toBe(effect === 'unsafe' ? 'check-first' : 'retry')
  }
})

test.each([
  [200, 'retry'],
  [302, 'none'],
  [404, 'none'],
  [429, 'retry'],
  [502, 'retry'],
] as const)('a response with status %s that is not the vendor’s: %s', (status, advice) => {
  expect(adviceFor({ outcome: 'unknown', effect: 'safe', status })).toBe(advice)
  expect(adviceFor({ outcome: 'unknown', effect: 'idempotent', status })).toBe(advice)
  expect(adviceFor({ outcome: 'unknown', effect: 'unsafe', status })).toBe('check-first')
})

test('without a response: retry, unless an unsafe operation may have taken effect', () => {
  for (const effect of effects) {
    expect(adviceFor({ outcome: 'not-sent', effect })).toBe('retry')
    expect(adviceFor({ outcome: 'unknown', effect })).toBe(effect === 'unsafe' ? 'check-first' : 'retry')
  }
})

test('every vendor code has an advice, and only a request that was not executed may be sent again', () => {
  for (const groups of [callErrors, trtcErrors]) {
    for (const code of Object.values(groups).join(' ').split(' ')) {
      const { kind, executed } = findVendorError(groups, code) ?? expect.fail(code)
      const outcome = executed === 'maybe' ? 'unknown' : 'refused'
      const advice = adviceFor({ outcome, effect: 'unsafe', kind })
      expect(advice).toBe(outcome === 'unknown' ? 'check-first' : refused[kind])
    }
  }
})

const failures: readonly (readonly [title: string, step: Step, outcome: string, advice: Advice, hint: RegExp])[] = [
  ['a refused connection', drop('ECONNREFUSED'), 'not-sent', 'retry', /Safe to retry\.$/],
  ['a proxy that refuses the password', drop('ERR_PROXY_AUTHENTICATION'), 'not-sent', 'fix-input', /any proxy\.$/],
  ['a proxy that is not there', drop('ERR_PROXY_CONNECTION'), 'not-sent', 'retry', /Safe to retry\.$/],
  ['a broken connection', drop(), 'unknown', 'check-first', /^Check whether it took effect before retrying\.$/],
  ['no response', noResponse, 'unknown', 'check-first', /^Check whether it took effect before retrying\.$/],
  ['a redirect', respondWith('', 302), 'unknown', 'check-first', /wrong endpoint .* Check whether it took effect/],
  ['HTML', respondWith('<html>'), 'unknown', 'check-first', /wrong endpoint .* Check whether it took effect/],
  ['a wrong parameter', callError(101002), 'refused', 'fix-input', /./],
  ['a wrong key', callError(70009), 'refused', 'fix-credentials', /sdkSecretKey/],
  ['a code that no page lists', callError(424_242), 'unknown', 'check-first', /Check whether it took effect/],
]

test.each(failures)('%s', async (_, step, outcome, advice, hint) => {
  const calls = callsOn(createWire(...always(step)), { attemptTimeoutMs: 20, timeoutMs: 50 })
  const error = (await rejectionOf(calls.startCallByRobot(ring))) as TrtcError
  expect(error).toMatchObject({ outcome, advice, hint: expect.stringMatching(hint) })
  expect(error.toJSON()).toMatchObject({ advice })
  expect(error.report()).toMatchObject({ advice })
})

test('a failed signing provider', async () => {
  const userSig = () => Promise.reject(new Error('down'))
  const calls = callsOn(createWire(), { sdkSecretKey: undefined, userSig } as object)
  expect(await rejectionOf(calls.startCallByRobot(ring))).toMatchObject({
    code: 'ERR_SIGNING',
    advice: 'fix-credentials',
  })
})
