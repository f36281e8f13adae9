import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLimiter as createAnyLimiter, type Limiter, type LimiterOptions, type RateLimit } from '../src/index.ts'
import { callsOn, play, ring, sdkAppId, secretId, trtcOn } from './support/clients.ts'
import { settled, VirtualClock } from './support/virtual-clock.ts'
import { callError, callOk, createWire, trtcOk } from './support/wire.ts'

const createLimiter = (options: LimiterOptions) => createAnyLimiter({ ...options, sharedQueue: true })

const limit: RateLimit = { key: 'ring', requests: 5, perMs: 1_000 }

/** The most entries in any window of that length, wherever it begins. */
function mostIn(perMs: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length))
}

test('for any sending times and latencies, no window at the vendor exceeds the limit', async () => {
  const traveller = fc.record({
    gapMs: fc.integer({ min: 0, max: 700 }),
    thereMs: fc.integer({ min: 0, max: 900 }),
    backMs: fc.integer({ min: 0, max: 100 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(traveller, { minLength: 1, maxLength: 60 }), async (travellers) => {
      const clock = new VirtualClock()
      const limiter = createLimiter({ clock, marginMs: 0 })
      const passed: number[] = []
      const arrivals: number[] = []
      for (const [index, { gapMs, thereMs, backMs }] of travellers.entries()) {
        await clock.advance(gapMs)
        limiter.acquire(limit).then(async (release) => {
          passed.push(index)
          await clock.sleep(thereMs)
          arrivals.push(clock.now())
          await clock.sleep(backMs)
          release?.()
        })
      }
      await clock.advance(60_000)
      await settled()
      expect(passed).toEqual(travellers.map((_, index) => index))
      expect(mostIn(limit.perMs, arrivals)).toBeLessThanOrEqual(limit.requests)
    }),
    { numRuns: 200 },
  )
})

test('a long queue reaches 97 % of the limit with responses after 20 ms', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  const passed: number[] = []
  for (let count = 0; count < 2_000; count++) {
    limiter.acquire({ key: 'k', requests: 200, perMs: 1_000 }).then(async (release) => {
      passed.push(clock.now())
      await clock.sleep(20)
      release?.()
    })
  }
  await clock.advance(60_000)
  const [from = 0] = passed
  const to = passed.at(-1) ?? 0
  expect(passed).toHaveLength(2_000)
  // The first 200 left at once, and the last of a window leave a quarter of a window after its first.
  expect(to - from).toBeLessThanOrEqual((2_000 / 200 - 1) * (1_000 / 0.97) + 250)
})

test('a request without a response holds its slot for three more seconds, not forever', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock, marginMs: 0 })
  const from = clock.now()
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  const next = limiter.acquire(limit).then(() => clock.now() - from)
  await clock.advance(10_000)
  expect(await next).toBe(4_000)
})

test('a response frees the window for a waiting request', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock, marginMs: 0 })
  const releases = await Promise.all(Array.from({ length: limit.requests }, () => limiter.acquire(limit)))
  const from = clock.now()
  const next = limiter.acquire(limit).then(() => clock.now() - from)
  await clock.advance(30)
  for (const release of releases) release?.()
  await clock.advance(10_000)
  for (const release of releases) release?.()
  expect(await next).toBe(1_030)
})

test('idle keys are deleted when there are many, and no others', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock, marginMs: 0 })
  const once = { requests: 1, perMs: 1_000 }
  for (let app = 0; app < 500; app++) {
    await limiter.acquire({ key: `idle ${app}`, ...once })
    await clock.advance(app === 250 ? 5_000 : 0)
  }
  const late: number[] = []
  for (let app = 251; app < 500; app++) limiter.acquire({ key: `idle ${app}`, ...once }).then(() => late.push(app))
  await settled()
  expect(late).toEqual([])
  for (let app = 0; app < 250; app++) await limiter.acquire({ key: `idle ${app}`, ...once })
})

test('keys are independent', async () => {
  const limiter = createLimiter({ clock: new VirtualClock() })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  await expect(limiter.acquire({ ...limit, key: 'another app' })).resolves.toBeTypeOf('function')
})

test('an abort ends the wait immediately and takes no slot', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  const controller = new AbortController()
  const aborted = limiter.acquire(limit, controller.signal).catch((reason: unknown) => reason)
  const passed: number[] = []
  for (let count = 0; count < limit.requests; count++) limiter.acquire(limit).then(() => passed.push(clock.now()))
  controller.abort('enough')
  expect(await aborted).toBe('enough')
  await clock.advance(10_000)
  expect(passed).toHaveLength(limit.requests)
  // All were sent within one window, so no request waited for the cancelled one.
  expect((passed.at(-1) ?? 0) - (passed[0] ?? 0)).toBeLessThan(limit.perMs)
  expect(clock.sleeping).toBe(0)
  await expect(limiter.acquire(limit, AbortSignal.abort('too late'))).rejects.toBe('too late')
})

test('a clock that is set back delays requests by at most a window', async () => {
  let now = 1_000_000
  const slept: number[] = []
  const sleep = async (ms: number) => {
    slept.push(ms)
    now += ms
  }
  const limiter = createLimiter({ clock: { now: () => now, sleep } })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  now -= 3_600_000
  await limiter.acquire(limit)
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(limit.perMs + 5)
})

test('every attempt counts until its response, under a key without secrets', async () => {
  const seen: RateLimit[] = []
  let released = 0
  const limiter: Limiter = {
    acquire: async (asked) => {
      seen.push(asked)
      return () => {
        released += 1
        throw new Error('the store is down')
      }
    },
  }
  const clock = new VirtualClock().flowing()
  await callsOn(createWire(callError(60007), callOk()), { limiter, clock }).startCallByRobot(ring)
  const counted = { key: `start_call_by_robot of app ${sdkAppId}`, requests: 200, perMs: 1_000 }
  expect(seen).toEqual([counted, counted])
  expect(released).toBe(2)

  await trtcOn(createWire(trtcOk({ TaskId: 'plays' })), { limiter }).startStreamIngest(play)
  expect(seen[2]).toMatchObject({
    key: expect.stringMatching(/^StartStreamIngest of account \w{12} in ap-/),
    requests: 20,
  })
  expect(seen[2]?.key).not.toContain(secretId.slice(0, 12))
})

test('a limiter without a free slot in time gives a timeout, and nothing is sent', async () => {
  const wire = createWire(callOk())
  const full: Limiter = {
    acquire: (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  }
  const waiting = callsOn(wire, { limiter: full, timeoutMs: 20 }).startCallByRobot(ring)
  await expect(waiting).rejects.toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  expect(wire.requests).toHaveLength(0)
})
