import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { TraceEvent, UserSig } from '../src/index.ts'
import { InputError } from '../src/input-error.ts'
import { callsOn, rejectionOf, ring, trtcOn } from './support/clients.ts'
import { settled, VirtualClock } from './support/virtual-clock.ts'
import { always, callError, callOk, createWire, drop, noResponse, respondWith, trtcOk } from './support/wire.ts'

const callId = { CallId: 'c-1' }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => {
  vi.useRealTimers()
})

test('an abort before sending sends nothing and throws its reason unchanged', async () => {
  const reason = { why: 'changed my mind' }
  const wire = createWire(callOk())
  const signal = AbortSignal.abort(reason)
  expect(await rejectionOf(callsOn(wire).startCallByRobot(ring, { signal }))).toBe(reason)
  expect(await rejectionOf(trtcOn(wire).describeStreamIngest({ TaskId: 't-1' }, { signal }))).toBe(reason)
  expect(wire.requests).toHaveLength(0)
})

test('an abort during a request ends it immediately with its reason', async () => {
  const wire = createWire(noResponse, callOk())
  const controller = new AbortController()
  const failed = rejectionOf(callsOn(wire).getCallInfo(callId, { signal: controller.signal }))
  await settled()
  const reason = new Error('enough')
  controller.abort(reason)
  expect(await failed).toBe(reason)
  expect(wire.requests).toHaveLength(1)
  expect(vi.getTimerCount()).toBe(0)
})

test('an abort during the wait before a retry ends it immediately with its reason', async () => {
  const clock = new VirtualClock()
  const wire = createWire(drop(), callOk())
  const controller = new AbortController()
  const asleep = clock.asleep()
  const failed = rejectionOf(callsOn(wire, { clock }).getCallInfo(callId, { signal: controller.signal }))
  await asleep
  controller.abort('stop')
  expect(await failed).toBe('stop')
  expect([wire.requests.length, clock.sleeping]).toEqual([1, 0])
})

test('an abort during signing ends the wait and sends nothing', async () => {
  const wire = createWire(callOk())
  const controller = new AbortController()
  let sign = (_: UserSig): void => {}
  const userSig = () => new Promise<UserSig>((resolve) => (sign = resolve))
  const calls = callsOn(wire, { userSig, sdkSecretKey: undefined })
  const failed = rejectionOf(calls.startCallByRobot(ring, { signal: controller.signal }))
  await settled()
  controller.abort('stop')
  expect(await failed).toBe('stop')
  sign({ value: 'too-late', expiresAt: Number.POSITIVE_INFINITY })
  await settled()
  expect(wire.requests).toHaveLength(0)
})

test('a provider that never resolves times out, and nothing is sent', async () => {
  const wire = createWire(trtcOk())
  const signing = { credentials: () => new Promise<never>(() => {}), secretId: undefined, secretKey: undefined }
  const trtc = trtcOn(wire, { ...signing, retry: { maxAttempts: 1 } })
  const failed = rejectionOf(trtc.describeStreamIngest({ TaskId: 't-1' }, { timeoutMs: 4_000 }))
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await failed).toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent', operation: 'describeStreamIngest' })
  expect(wire.requests).toHaveLength(0)
})

test('all attempts and waits together stay within timeoutMs', async () => {
  const clock = new VirtualClock().flowing()
  const retry = { maxAttempts: 100, baseDelayMs: 1_000, maxDelayMs: 1_000 }
  const wire = createWire(...always(drop()))
  const startedAt = clock.now()
  const failed = callsOn(wire, { clock, retry }).getCallInfo(callId, { timeoutMs: 5_000 })
  await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', attempts: 10 })
  expect(clock.sleeps).toEqual(Array.from({ length: 9 }, () => 500))
  expect(clock.now() - startedAt).toBeLessThan(5_000)
})

test('an attempt gets no more time than the rest of timeoutMs', async () => {
  const wire = createWire(noResponse)
  const failed = rejectionOf(callsOn(wire).startCallByRobot(ring, { timeoutMs: 1_234 }))
  await vi.advanceTimersByTimeAsync(1_233)
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(1)
  expect(await failed).toMatchObject({ code: 'ERR_TIMEOUT', message: expect.stringContaining('within 1234 ms') })
})

test('the wait before a retry is at least Retry-After', async () => {
  const clock = new VirtualClock().flowing()
  const wire = createWire(callError(60007, '', { 'retry-after': '7' }), callOk({ CallId: 'rings' }))
  await expect(callsOn(wire, { clock }).startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'rings' })
  expect(clock.sleeps).toEqual([7_000])
})

test('a Retry-After beyond timeoutMs ends the attempts immediately', async () => {
  const clock = new VirtualClock().flowing()
  const wire = createWire(respondWith('', 429, { 'retry-after': '3600' }), callOk())
  const failed = callsOn(wire, { clock }).endCall({ CallId: 'c-1' })
  await expect(failed).rejects.toMatchObject({ code: 'ERR_PROTOCOL', status: 429, outcome: 'unknown', attempts: 1 })
  expect([wire.requests.length, clock.sleeps.length]).toEqual([1, 0])
})

test('the retry budget of the client limits retries while the service is down', async () => {
  const wire = createWire(...always(drop()))
  const calls = callsOn(wire)
  for (let request = 0; request < 50; request++) await rejectionOf(calls.getCallInfo(callId))
  expect(wire.requests).toHaveLength(50 + 20)
  const other = createWire(drop(), callOk())
  await expect(callsOn(other).getCallInfo(callId)).resolves.toBeDefined()
})

test('observers receive the start and end of an operation and its attempts, with the ids of the vendor’s log', async () => {
  const events: TraceEvent[] = []
  const clock = new VirtualClock().flowing()
  const at = clock.now()
  const wire = createWire(drop(), callError(60007, 'slow down'), callOk({ CallId: 'c-1' }))
  await callsOn(wire, { clock, observe: (event) => events.push(event) }).getCallInfo(callId)
  const host = 'console.tim.qq.com'
  const request = { operation: 'getCallInfo', family: 'call', effect: 'safe', host, sdkAppId: 1400000000 }
  const ended = { type: 'attempt-end', request, durationMs: 0, random: 2 ** 31 }
  const refused = { outcome: 'refused', vendorCode: 60007, requestId: 'refused-1' }
  expect(events).toEqual([
    { type: 'operation-start', request, at },
    { type: 'attempt-start', request, attempt: 1, at },
    { ...ended, attempt: 1, at, outcome: 'unknown', error: expect.objectContaining({ code: 'ERR_CONNECTION' }) },
    { type: 'attempt-start', request, attempt: 2, at: at + 100 },
    { ...ended, ...refused, attempt: 2, at: at + 100, error: expect.objectContaining({ vendorCode: 60007 }) },
    { type: 'attempt-start', request, attempt: 3, at: at + 300 },
    { ...ended, attempt: 3, at: at + 300, outcome: 'ok', requestId: 'ok-1' },
    { type: 'operation-end', request, attempts: 3, at: at + 300, durationMs: 300, outcome: 'ok', requestId: 'ok-1' },
  ])
  expect(new Set(events.map((event) => event.request)).size).toBe(1)
})

test('every observer receives an aborted attempt and operation', async () => {
  const outcomes: string[] = []
  const controller = new AbortController()
  const observe = (event: TraceEvent) => 'outcome' in event && outcomes.push(`${event.type} ${event.outcome}`)
  const options = { observe: [observe, () => expect.unreachable('its error is passed over'), observe] }
  const failed = rejectionOf(
    callsOn(createWire(noResponse), options).getCallInfo(callId, { signal: controller.signal }),
  )
  await settled()
  controller.abort('stop')
  expect(await failed).toBe('stop')
  const both = ['attempt-end aborted', 'operation-end aborted'].flatMap((line) => [line, line])
  expect(outcomes).toEqual(both)
})

test('the logger gets a line at the end of every attempt and operation, without secrets', async () => {
  const lines: [string, object][] = []
  const logger = { debug: (message: string, fields: object) => lines.push([message, fields]) }
  const wire = createWire(callError(60007, 'slow down, eJw-made-for-the-robot'), callOk({ CallId: 'c-1' }))
  const calls = callsOn(wire, { logger, sdkSecretKey: undefined, userSig: 'eJw-made-for-the-robot' })
  await calls.startCallByRobot(ring)
  expect(lines.map(([message]) => message)).toEqual([
    'startCallByRobot: attempt 1 ended: refused',
    'startCallByRobot: attempt 2 ended: ok',
    'startCallByRobot ended: ok',
  ])
  expect(lines[0]?.[1]).toMatchObject({ operation: 'startCallByRobot', vendorCode: 60007, durationMs: 0 })
  expect(JSON.stringify(lines)).not.toContain('eJw')
})

test.each([0, -1, Number.NaN, 2 ** 31, Number.POSITIVE_INFINITY])(
  'a time limit of %d is an InputError',
  async (limit) => {
    const wire = createWire(callOk())
    await expect(callsOn(wire).getCallInfo(callId, { timeoutMs: limit })).rejects.toThrow(InputError)
    expect(() => callsOn(wire, { attemptTimeoutMs: limit })).toThrow(
      /^attemptTimeoutMs must be a number from 1 to 2147483647/,
    )
    expect(wire.requests).toHaveLength(0)
  },
)

test('requests leave no timer, and at most one listener on a shared signal', async () => {
  const { signal } = new AbortController()
  const added = vi.spyOn(signal, 'addEventListener')
  const removed = vi.spyOn(signal, 'removeEventListener')
  const calls = callsOn(createWire(...always(callOk())))
  await Promise.all(Array.from({ length: 30 }, () => calls.getCallInfo(callId, { signal })))
  expect(vi.getTimerCount()).toBe(0)
  expect(added.mock.calls.length - removed.mock.calls.length).toBeLessThanOrEqual(1)
})
