import { expect, test } from 'vitest'
import { VirtualClock } from '../src/clock/virtual-clock.ts'
import { RateLimiter } from '../src/state/rate-limiter.ts'

const twoASecond = { requests: 2, perMs: 1_000 }

function startLimits() {
  const [clock, real] = [new VirtualClock(), { ms: 0 }]
  const limits = new RateLimiter(clock, () => real.ms)
  return { clock, real, acquire: (key = 'a') => limits.tryAcquire(key, twoASecond) }
}

test('the window slides: slots become free one by one', () => {
  const { real, acquire } = startLimits()
  expect(acquire()).toBe(true)
  real.ms = 600
  expect(acquire()).toBe(true)
  real.ms = 999
  expect(acquire()).toBe(false)
  real.ms = 1_000
  expect(acquire()).toBe(true)
  expect(acquire()).toBe(false)
  real.ms = 1_600
  expect(acquire()).toBe(true)
})

test('time on the virtual clock counts too, and both add up', async () => {
  const { clock, real, acquire } = startLimits()
  expect([acquire(), acquire(), acquire()]).toEqual([true, true, false])
  await clock.advance(700)
  expect(acquire()).toBe(false)
  real.ms = 300
  expect(acquire()).toBe(true)
})

test('keys have independent limits, however many there are', () => {
  const { real, acquire } = startLimits()
  expect([acquire(), acquire(), acquire(), acquire('b')]).toEqual([true, true, false, true])
  for (let key = 0; key < 3_000; key += 1) expect(acquire(`key ${key}`)).toBe(true)
  expect(acquire()).toBe(false)
  real.ms = 100_000
  for (let key = 0; key < 3_000; key += 1) expect(acquire(`key ${key}`)).toBe(true)
})
