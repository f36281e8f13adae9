import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPollLimiter, pollDelayMs } from '../../src/dial/poll-limiter.ts'
import { settled, VirtualClock } from '../support/virtual-clock.ts'

const never = new AbortController().signal

/** The most entries in any second, wherever it begins. */
function mostPerSecond(times: readonly number[]): number {
  return Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length))
}

test('a thousand concurrent pollers poll at most fifty times in any second', async () => {
  const clock = new VirtualClock()
  const gate = createPollLimiter(clock, 50)
  const times: number[] = []
  const polls = Array.from({ length: 1_000 }, async () => {
    await gate.acquire(never)
    times.push(clock.now())
  })
  await clock.advance(20_000)
  await Promise.all(polls)
  expect(times).toHaveLength(1_000)
  expect(mostPerSecond(times)).toBe(50)
})

test('nor when they poll again and again, each at its own pace', async () => {
  const clock = new VirtualClock()
  const gate = createPollLimiter(clock, 50)
  const times: number[] = []
  let seed = 1
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed / 2_147_483_647
  }
  const poller = async () => {
    for (let look = 0; look < 5; look++) {
      await clock.sleep(pollDelayMs(look, random))
      await gate.acquire(never)
      times.push(clock.now())
    }
  }
  const pollers = Array.from({ length: 300 }, poller)
  await clock.advance(120_000)
  await Promise.all(pollers)
  expect(times).toHaveLength(1_500)
  expect(mostPerSecond(times)).toBeLessThanOrEqual(50)
})

test('one poller does not wait, and pollers go in order', async () => {
  const clock = new VirtualClock()
  const gate = createPollLimiter(clock, 5)
  await gate.acquire(never)
  expect(clock.sleeps).toEqual([])
  const order: string[] = []
  for (const name of ['a', 'b', 'c']) gate.acquire(never).then(() => order.push(name))
  await clock.advance(400)
  expect(order).toEqual(['a', 'b'])
  await clock.advance(200)
  expect(order).toEqual(['a', 'b', 'c'])
})

test('idle time is not accumulated', async () => {
  const clock = new VirtualClock()
  const gate = createPollLimiter(clock, 5)
  await gate.acquire(never)
  await clock.advance(60_000)
  const startedAt = clock.now()
  const times: number[] = []
  for (let poll = 0; poll < 3; poll++) gate.acquire(never).then(() => times.push(clock.now() - startedAt))
  await clock.advance(1_000)
  expect(times).toEqual([0, 200, 400])
})

test('an aborted poller rejects immediately with its reason', async () => {
  const gate = createPollLimiter(new VirtualClock(), 1)
  await gate.acquire(never)
  const controller = new AbortController()
  const left = gate.acquire(controller.signal).catch((reason: unknown) => reason)
  await settled()
  controller.abort('stop')
  expect(await left).toBe('stop')
})

test('polls start after a second and slow down to one in five seconds', () => {
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
  expect(pollDelayMs(0, () => 0.9)).toBe(1_000)
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), chance, (looks, random) => {
      const delay = pollDelayMs(looks, () => random)
      expect(delay).toBeGreaterThanOrEqual(1_000)
      expect(delay).toBeLessThanOrEqual(5_000)
    }),
  )
  expect(pollDelayMs(50, () => 0)).toBe(4_000)
  expect(pollDelayMs(50, () => 0.999)).toBe(5_000)
})
