import { expect, test } from 'vitest'
import { readTime } from '../src/read-value.ts'

const read = (text: string, now?: number): number => readTime('--since', text, now)

test('a time ago is counted from now', () => {
  expect(read('2h', 10_000_000)).toBe(2_800_000)
  expect(read('90s', 100_000)).toBe(10_000)
})

test.each<[string, number]>([
  ['2026-01-31', Date.UTC(2026, 0, 31)],
  ['2026-01-31T12:00:00Z', Date.UTC(2026, 0, 31, 12)],
  ['2026-01-31T01:00:00+02:00', Date.UTC(2026, 0, 30, 23)],
  ['2024-02-29T23:59:59.5-01:00', Date.UTC(2024, 2, 1, 0, 59, 59, 500)],
  ['2106-02-07T06:28:15Z', 4_294_967_295_000],
])('%s is a date', (text, time) => expect(read(text)).toBe(time))

test.each([
  '2026-13-31',
  '2026-02-30',
  '2026-02-29T12:00:00Z',
  '2026-04-31',
  '2026-01-31T25:00:00Z',
  '2026-01-31T12:00',
  '1969-12-31',
  '2106-02-07T06:28:16Z',
  '9999-12-31',
  '999999d',
  'yesterday',
])('%s is none', (text) => expect(() => read(text)).toThrow('--since must be a time ago'))
