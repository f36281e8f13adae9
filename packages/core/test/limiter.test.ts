import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createLimiter, type Limiter, type RateLimit } from '../src/index.ts'
import { callsOn, play, ring, sdkAppId, secretId, trtcOn } from './support/clients.ts'
import { settled, VirtualClock } from './support/virtual-clock.ts'
import { callOk, callRefusal, createWire, trtcOk } from './support/wire.ts'

const limit: RateLimit = { key: 'ring', requests: 5, perMs: 1_000 }

/** The most entries in any window of that length, wherever it begins. */
function mostIn(perMs: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length))
}

test('whatever the arrivals, no window ever has more than the limit, and all get through in order', async () => {
  const arrivals = fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(arrivals, async (gaps) => {
      const clock = new VirtualClock()
      const limiter = createLimiter({ clock })
      const passed: { index: number; at: number }[] = []
      for (const [index, gap] of gaps.entries()) {
        await clock.advance(gap)
        limiter.acquire(limit).then(() => passed.push({ index, at: clock.now() }))
      }
      await clock.advance(60_000)
      await settled()
      expect(passed.map(({ index }) => index)).toEqual(gaps.map((_, index) => index))
      expect(
        mostIn(
          limit.perMs,
          passed.map(({ at }) => at),
        ),
      ).toBeLessThanOrEqual(limit.requests)
    }),
    { numRuns: 200 },
  )
})

test('a long queue is let through at 97 % of the limit or more', async () => {
  const clock = new VirtualClock().flowing()
  const limiter = createLimiter({ clock })
  const from = clock.now()
  await Promise.all(Array.from({ length: 1_000 }, () => limiter.acquire({ key: 'k', requests: 200, perMs: 1_000 })))
  const possible = ((1_000 - 200) / 200) * 1_000
  expect(clock.now() - from).toBeLessThanOrEqual(possible / 0.97)
})

test('keys do not wait for each other', async () => {
  const limiter = createLimiter({ clock: new VirtualClock() })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  await expect(limiter.acquire({ ...limit, key: 'another app' })).resolves.toBeUndefined()
})

test('whoever aborts leaves at once and takes nobody’s place', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  const controller = new AbortController()
  const aborted = limiter.acquire(limit, controller.signal).catch((reason: unknown) => reason)
  const passed: number[] = []
  for (let count = 0; count < limit.requests; count++) limiter.acquire(limit).then(() => passed.push(clock.now()))
  controller.abort('enough')
  expect(await aborted).toBe('enough')
  await clock.advance(1_025)
  await settled()
  expect(passed).toHaveLength(limit.requests)
  await expect(limiter.acquire(limit, AbortSignal.abort('too late'))).rejects.toBe('too late')
})

test('a clock that is set back holds requests for no longer than a window', async () => {
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
  expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(limit.perMs + 25)
})

test('every attempt is counted, under a key that shows no secret', async () => {
  const seen: RateLimit[] = []
  const limiter: Limiter = {
    acquire: async (asked) => {
      seen.push(asked)
    },
  }
  const clock = new VirtualClock().flowing()
  await callsOn(createWire(callRefusal(60007), callOk()), { limiter, clock }).startCallByRobot(ring)
  const counted = { key: `start_call_by_robot of app ${sdkAppId}`, requests: 200, perMs: 1_000 }
  expect(seen).toEqual([counted, counted])

  await trtcOn(createWire(trtcOk({ TaskId: 'plays' })), { limiter }).startStreamIngest(play)
  expect(seen[2]).toMatchObject({
    key: expect.stringMatching(/^StartStreamIngest of account \w{12} in ap-/),
    requests: 20,
  })
  expect(seen[2]?.key).not.toContain(secretId.slice(0, 12))
})

test('a limiter that has no room in time gives a timeout, and nothing is sent', async () => {
  const wire = createWire(callOk())
  const full: Limiter = {
    acquire: (_, signal) =>
      new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  }
  const waiting = callsOn(wire, { limiter: full, timeoutMs: 20 }).startCallByRobot(ring)
  await expect(waiting).rejects.toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  expect(wire.requests).toHaveLength(0)
})
