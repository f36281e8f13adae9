import { expect, test } from 'vitest'
import { formatDuration, parseDuration } from '../src/duration.ts'

test.each([
  ['500ms', 500],
  ['0s', 0],
  ['90s', 90_000],
  ['10m', 600_000],
  ['24h', 86_400_000],
  ['7d', 604_800_000],
])('parses %s', (text, ms) => {
  expect(parseDuration(text)).toBe(ms)
})

test.each(['', '30', '1.5s', '-1s', '+1s', '1 s', '1S', '1h30m', 's', '١s', '99999999999s'])('refuses %j', (text) => {
  expect(parseDuration(text)).toBeUndefined()
})

test.each([
  [0, '0ms'],
  [1_500, '1500ms'],
  [90_000, '90s'],
  [600_000, '10m'],
  [86_400_000, '1d'],
  [2_147_483_647, '2147483647ms'],
  [2_147_483_647_000, '24855d'],
])('formats %i', (ms, text) => {
  expect(formatDuration(ms)).toBe(text)
})
