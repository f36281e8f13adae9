import { expect, test } from 'vitest'
import { fuzz } from './fuzz/fuzz.ts'

test('malformed requests get no 5xx and no stack trace, and a valid one still works', async () => {
  const { wrong, statuses, exitCode, callId } = await fuzz(2_000, 0, 1)
  expect(wrong).toEqual([])
  expect(statuses['200']).toBeGreaterThan(1_000)
  expect(exitCode).toBeNull()
  expect(callId).toMatch(/^[0-9a-f-]{36}$/)
})
