import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Clock, createLimiter, type RateLimit } from '../src/index.ts'
import { settled, VirtualClock } from './support/virtual-clock.ts'

const limit: RateLimit = { key: 'ring', requests: 5, perMs: 1_000 }

/** The most entries in any window of that length, wherever it begins. */
function mostIn(perMs: number, times: readonly number[]): number {
  return Math.max(0, ...times.map((from) => times.filter((time) => time >= from && time < from + perMs).length))
}

test('without a queue all requests are sent too, and no window at the vendor exceeds the limit', async () => {
  const traveller = fc.record({
    gapMs: fc.integer({ min: 0, max: 700 }),
    thereMs: fc.integer({ min: 0, max: 900 }),
    isGone: fc.boolean(),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(traveller, { minLength: 1, maxLength: 40 }), async (travellers) => {
      const clock = new VirtualClock()
      const limiter = createLimiter({ clock, marginMs: 0 })
      const arrivals: number[] = []
      for (const { gapMs, thereMs, isGone } of travellers) {
        await clock.advance(gapMs)
        limiter.acquire(limit).then(async (release) => {
          await clock.sleep(thereMs)
          arrivals.push(clock.now())
          if (!isGone) release?.()
        })
      }
      await clock.advance(120_000)
      await settled()
      expect(arrivals).toHaveLength(travellers.length)
      expect(mostIn(limit.perMs, arrivals)).toBeLessThanOrEqual(limit.requests)
    }),
    { numRuns: 100 },
  )
})

test('earlier requests go first, for any polling times', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  const passed: number[] = []
  for (let index = 0; index < 60; index++) {
    await clock.advance(index % 7)
    limiter.acquire(limit).then((release) => {
      passed.push(index)
      release?.()
    })
  }
  await clock.advance(60_000)
  expect(passed).toEqual([...passed].sort((one, other) => one - other))
  expect(passed).toHaveLength(60)
})

test('many waiting requests reach 95 % of the limit with responses after 20 ms', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  const passed: number[] = []
  for (let count = 0; count < 200; count++) {
    limiter.acquire({ key: 'k', requests: 20, perMs: 1_000 }).then(async (release) => {
      passed.push(clock.now())
      await clock.sleep(20)
      release?.()
    })
  }
  await clock.advance(60_000)
  expect(passed).toHaveLength(200)
  expect((passed.at(-1) ?? 0) - (passed[0] ?? 0)).toBeLessThanOrEqual((200 / 20 - 1) * (1_000 / 0.95))
})

test('a request that stops polling does not block others', async () => {
  const clock = new VirtualClock()
  let isGone = false
  const mortal: Clock = {
    now: () => clock.now(),
    sleep: (ms, signal) => (isGone ? new Promise(() => {}) : clock.sleep(ms, signal)),
  }
  const limiter = createLimiter({ clock: mortal, marginMs: 0 })
  for (let count = 0; count < limit.requests; count++) (await limiter.acquire(limit))?.()
  isGone = true
  void limiter.acquire(limit)
  isGone = false
  const next = limiter.acquire(limit).then(() => 'in')
  await clock.advance(2_000)
  await expect(next).resolves.toBe('in')
})

test('an abort ends the wait immediately with its reason', async () => {
  const clock = new VirtualClock()
  const limiter = createLimiter({ clock })
  for (let count = 0; count < limit.requests; count++) await limiter.acquire(limit)
  const controller = new AbortController()
  const aborted = limiter.acquire(limit, controller.signal).catch((reason: unknown) => reason)
  controller.abort('enough')
  expect(await aborted).toBe('enough')
  expect(clock.sleeping).toBe(0)
})
