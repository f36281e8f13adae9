import { expect, test } from 'vitest'
import { fuzz } from '../fuzz/fuzz.ts'

const warmUp = 1_000
const mostGrowthBytes = 10 * 1024 * 1024

test('after 100,000 malformed requests there is no 5xx, no larger heap, and phones still ring', async () => {
  const { wrong, statuses, heapGrowthBytes, exitCode, callId } = await fuzz(100_000, warmUp, Date.now())
  expect(wrong).toEqual([])
  expect(statuses['200']).toBeGreaterThan(50_000)
  expect(exitCode).toBeNull()
  expect(heapGrowthBytes).toBeLessThan(mostGrowthBytes)
  expect(callId).toMatch(/^[0-9a-f-]{36}$/)
}, 1_200_000)
