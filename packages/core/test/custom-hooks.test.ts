import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Limiter, Release, TraceEvent, UserSig } from '../src/index.ts'
import { callsOn, rejectionOf, ring } from './support/clients.ts'
import { settled } from './support/virtual-clock.ts'
import { always, callError, callOk, createWire, drop, respondWith } from './support/wire.ts'

const callId = { CallId: 'c-1' }
const unhandled: unknown[] = []
const note = (reason: unknown): void => void unhandled.push(reason)

beforeEach(() => {
  unhandled.length = 0
  process.on('unhandledRejection', note)
})
afterEach(() => {
  process.off('unhandledRejection', note)
  vi.useRealTimers()
})

/** Node reports unhandled rejections after all microtasks have run. */
const allTold = () => new Promise((resolve) => setTimeout(resolve))

test('an observer, logger or release that rejects leaves no unhandled rejection', async () => {
  const fail = async () => {
    throw new Error('the collector is down')
  }
  const limiter: Limiter = { acquire: async () => fail as unknown as Release }
  const calls = callsOn(createWire(callOk({ CallId: 'rings' })), { observe: fail, logger: { debug: fail }, limiter })
  await expect(calls.startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'rings' })
  await allTold()
  expect(unhandled).toEqual([])
})

test('a limiter that ignores its signal times out, and its late slot is released', async () => {
  const wire = createWire(callOk())
  let give = (_: Release): void => {}
  let released = 0
  const deaf: Limiter = { acquire: () => new Promise((resolve) => (give = resolve)) }
  const failed = callsOn(wire, { limiter: deaf, timeoutMs: 20 }).startCallByRobot(ring)
  await expect(failed).rejects.toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  give(() => (released += 1))
  await settled()
  expect([released, wire.requests.length]).toEqual([1, 0])
})

test('an abort ends the wait for a limiter that ignores its signal', async () => {
  const controller = new AbortController()
  const deaf: Limiter = { acquire: () => new Promise(() => {}) }
  const failed = rejectionOf(
    callsOn(createWire(), { limiter: deaf }).startCallByRobot(ring, { signal: controller.signal }),
  )
  await settled()
  controller.abort('enough')
  expect(await failed).toBe('enough')
})

test('a slot is released once after any end of the attempt', async () => {
  const releases: number[] = []
  const limiter: Limiter = {
    acquire: async () => {
      const place = releases.push(0) - 1
      return () => (releases[place] = (releases[place] ?? 0) + 1)
    },
  }
  const sealed = () => Promise.reject(new Error('the vault is sealed'))
  await rejectionOf(callsOn(createWire(), { limiter, userSig: sealed, sdkSecretKey: undefined }).endCall(callId))
  await callsOn(createWire(drop(), respondWith('', 502), callOk()), { limiter }).endCall(callId)
  const controller = new AbortController()
  const aborting = createWire(() => {
    controller.abort('stop')
    return new Promise(() => {})
  })
  await rejectionOf(callsOn(aborting, { limiter }).endCall(callId, { signal: controller.signal }))
  expect(releases).toEqual([1, 1, 1, 1, 1])
})

test('an attempt whose slot leaves no time for the response is not sent', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const wire = createWire(callOk({ CallId: 'rings' }), callOk({ CallId: 'rings' }))
  const after = (ms: number): Limiter => ({
    acquire: () => new Promise((resolve) => setTimeout(resolve, ms)),
  })
  const turnAfter = (ms: number) =>
    callsOn(wire, { clock: undefined, limiter: after(ms) }).startCallByRobot(ring, { timeoutMs: 4_000 })
  const late = rejectionOf(turnAfter(3_900))
  const inTime = turnAfter(1_900)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(await late).toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  await expect(inTime).resolves.toMatchObject({ CallId: 'rings' })
  expect(wire.requests).toHaveLength(1)
})

test('nor is a retry without time for its response', async () => {
  const wire = createWire(callError(60007, '', { 'retry-after': '3' }), callOk())
  const refused = callsOn(wire).startCallByRobot(ring, { timeoutMs: 4_000 })
  await expect(refused).rejects.toMatchObject({ vendorCode: 60007, outcome: 'refused' })
  expect(wire.requests).toHaveLength(1)
})

test.each([-3_600_000, 3_600_000])(
  'setting the machine’s clock by %d ms meanwhile changes no time limit',
  async (ms) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] })
    const setsClock: Limiter = {
      acquire: async () => {
        vi.setSystemTime(Date.now() + ms)
        return undefined
      },
    }
    const durations: number[] = []
    const observe = (event: TraceEvent) => 'durationMs' in event && durations.push(event.durationMs)
    const slow = createWire(async (request) => {
      await new Promise((resolve) => setTimeout(resolve, 300))
      return callOk({ CallId: 'rings' })(request)
    })
    const calls = callsOn(slow, { clock: undefined, limiter: setsClock, observe })
    const rung = calls.startCallByRobot(ring, { timeoutMs: 2_000 })
    await vi.advanceTimersByTimeAsync(2_000)
    await expect(rung).resolves.toMatchObject({ CallId: 'rings' })
    expect(durations).toEqual([300, 300])
  },
)

test('a failing limiter does not hide an attempt that may have been executed', async () => {
  let turns = 0
  const limiter: Limiter = {
    acquire: async () => {
      if (turns++ > 0) throw new Error('the store is down')
      return undefined
    },
  }
  const events: TraceEvent[] = []
  const failed = callsOn(createWire(drop()), { limiter, observe: (event) => events.push(event) }).endCall(callId)
  await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
  expect(events.at(-1)).toMatchObject({ type: 'operation-end', outcome: 'unknown' })
})

test('without retries, a refused key is still refreshed for the next request', async () => {
  const keys = ['the old key', 'the new key']
  const asked: boolean[] = []
  const sdkSecretKey = ({ forceRefresh }: { readonly forceRefresh: boolean }) => {
    asked.push(forceRefresh)
    return keys.shift() ?? 'the new key'
  }
  const wire = createWire(callError(70009), callOk())
  const calls = callsOn(wire, { sdkSecretKey, retry: { maxAttempts: 1 } })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ vendorCode: 70009, attempts: 1 })
  expect(asked).toEqual([false, true])
  const sigs = () => wire.requests.map(({ url }) => new URL(url).searchParams.get('usersig'))
  await calls.startCallByRobot(ring)
  expect(new Set(sigs()).size).toBe(2)
})

test('with finishSent an abort awaits a sent attempt, and sends nothing more', async () => {
  const controller = new AbortController()
  const options = { signal: controller.signal, finishSent: true }
  const wire = createWire(async (request) => {
    controller.abort('enough')
    await settled()
    return callOk({ CallId: 'rings' })(request)
  })
  await expect(callsOn(wire).startCallByRobot(ring, options)).resolves.toMatchObject({ CallId: 'rings' })
  expect(await rejectionOf(callsOn(wire).startCallByRobot(ring, options))).toBe('enough')
  expect(wire.requests).toHaveLength(1)
})

test('with finishSent a sent attempt that fails is an unknown outcome, not an abort', async () => {
  const controller = new AbortController()
  const wire = createWire(async (request) => {
    controller.abort('enough')
    return drop()(request)
  })
  const failed = callsOn(wire).startCallByRobot(ring, { signal: controller.signal, finishSent: true })
  await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
})

test('a signature that leaves no time for the response is not used to ring', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const wire = createWire(...always(callOk({ CallId: 'rings' })))
  const signedAfter = (ms: number) => {
    const userSig = () =>
      new Promise<UserSig>((resolve) =>
        setTimeout(() => resolve({ value: 'eJw-slow', expiresAt: Number.POSITIVE_INFINITY }), ms),
      )
    return callsOn(wire, { clock: undefined, userSig, sdkSecretKey: undefined })
  }
  const late = rejectionOf(signedAfter(3_900).startCallByRobot(ring, { timeoutMs: 4_000 }))
  const inTime = signedAfter(1_900).startCallByRobot(ring, { timeoutMs: 4_000 })
  const unhurried = signedAfter(5_900).startCallByRobot(ring)
  await vi.advanceTimersByTimeAsync(6_000)
  expect(await late).toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  await expect(inTime).resolves.toMatchObject({ CallId: 'rings' })
  await expect(unhurried).resolves.toMatchObject({ CallId: 'rings' })
  expect(wire.requests).toHaveLength(2)
  expect(vi.getTimerCount()).toBe(0)
})
