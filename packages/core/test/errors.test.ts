import { expect, test } from 'vitest'
import {
  ApiError,
  ConnectionError,
  isTrtcError,
  ProtocolError,
  SigningError,
  TimeoutError,
  TrtcError,
} from '../src/index.ts'
import { callsOn, rejectionOf, ring } from './support/clients.ts'
import { VirtualClock } from './support/virtual-clock.ts'
import { callError, createWire, drop } from './support/wire.ts'

const details = {
  outcome: 'unknown',
  operation: 'startCallByRobot',
  advice: 'check-first',
  hint: 'look first',
  attempts: 2,
  random: 7,
} as const
const cause = new Error('why')

const all = {
  ERR_SIGNING: new SigningError('a', { ...details, cause }),
  ERR_CONNECTION: new ConnectionError('b', { ...details, cause }),
  ERR_TIMEOUT: new TimeoutError('c', { ...details, cause }),
  ERR_PROTOCOL: new ProtocolError('d', { ...details, cause, status: 502 }),
  ERR_API: new ApiError('e', { ...details, cause, vendorCode: 101001, kind: 'unavailable', requestId: 'r', link: 'l' }),
} as const

const entries = Object.entries(all)

test.each(entries)('%s has its code, name and details', (code, error) => {
  expect(error).toBeInstanceOf(TrtcError)
  expect(error).toBeInstanceOf(Error)
  expect(error).toMatchObject({ code, ...details, cause })
  expect(error.name).toBe(error.constructor.name)
  expect(`${error}`).toBe(`${error.name}: ${error.message}`)
  expect(isTrtcError(error)).toBe(true)
})

test.each(entries)('%s as JSON has neither the cause nor the handle', (code, error) => {
  error.dial = { placement: { room: { kind: 'string', id: 'in the handle' } } as never }
  const plain = JSON.parse(JSON.stringify(error))
  const { name, message } = error
  const { outcome, operation, advice, hint, attempts } = details
  expect(plain).toMatchObject({ code, name, message, outcome, operation, advice, hint, attempts })
  expect(Object.keys(plain)).not.toContain('dial')
  expect(JSON.stringify(plain)).not.toMatch(/in the handle|why|stack/)
  expect(Object.keys(error)).not.toContain('dial')
})

test('an ApiError as JSON has the facts for a support ticket', () => {
  expect(JSON.parse(JSON.stringify(all.ERR_API))).toMatchObject({
    vendorCode: 101001,
    kind: 'unavailable',
    requestId: 'r',
    link: 'l',
  })
  expect(JSON.parse(JSON.stringify(all.ERR_PROTOCOL))).toMatchObject({ status: 502 })
})

test('an error of another copy of this library is recognized', async () => {
  const copy: typeof import('../src/errors.ts') = await import('../src/errors.ts?copy' as string)
  const error = new copy.TimeoutError('c', details)
  expect(error).not.toBeInstanceOf(TimeoutError)
  expect(isTrtcError(error)).toBe(true)
  expect(copy.isTrtcError(all.ERR_API)).toBe(true)
})

test.each([undefined, null, 'ERR_API', 7, {}, new Error('any'), { code: 'ERR_API', outcome: 'refused' }])(
  '%s is not an error of this library',
  (value) => {
    expect(isTrtcError(value)).toBe(false)
  },
)

test('attempts are 0 without an attempt', () => {
  const error = new SigningError('a', { outcome: 'not-sent', operation: 'endCall', advice: 'none', hint: '' })
  expect(error).toMatchObject({ attempts: 0, random: undefined })
  expect(Object.hasOwn(error, 'cause')).toBe(false)
})

test('a report has the facts that find the request in the vendor’s log, without undefined fields', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 10, 23)).flowing()
  const wire = createWire(callError(101002, 'bad'), drop())
  const calls = callsOn(wire, { clock })
  const refused = (await rejectionOf(calls.startCallByRobot(ring))) as TrtcError
  const about = { operation: 'startCallByRobot', attempts: 1, time: '2026-11-23T00:00:00.000Z', random: 2 ** 31 }
  const where = { sdkAppId: 1400000000, host: 'console.tim.qq.com' }
  expect(refused.report()).toEqual({
    ...{
      ...about,
      ...where,
      error: 'ERR_API',
      outcome: 'refused',
      advice: 'fix-input',
      vendorCode: 101002,
      requestId: 'refused-1',
    },
    message: 'startCallByRobot was refused with 101002: bad',
  })
  const lost = (await rejectionOf(calls.startCallByRobot(ring))) as TrtcError
  expect(lost.report()).toEqual({
    ...{ ...about, ...where, error: 'ERR_CONNECTION', outcome: 'unknown', advice: 'check-first' },
    message: expect.stringContaining('it may have taken effect'),
  })
})
