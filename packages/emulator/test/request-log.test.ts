import { expect, test } from 'vitest'
import { RequestLog } from '../src/state/request-log.ts'

function request(code: number) {
  const response = { code, requestId: '', body: {} }
  return {
    operationId: 'endCall',
    command: 'end_call',
    at: 0,
    body: {},
    query: {},
    headers: {},
    response,
    executed: code === 0,
  }
}

test('the latest thousand errors are kept, and they displace no other requests', () => {
  const log = new RequestLog()
  for (let count = 0; count < 20_000; count += 1) log.add(request(count % 10 === 0 ? 0 : 60009))
  const kept = log.list()
  const refused = kept.filter(({ response }) => response.code !== 0)
  expect(kept.length - refused.length).toBe(2_000)
  expect(refused.length).toBeGreaterThanOrEqual(1_000)
  expect(refused.length).toBeLessThan(1_500)
  expect(refused.at(-1)?.index).toBe(19_999)
  expect(kept.map(({ index }) => index)).toEqual(kept.map(({ index }) => index).sort((a, b) => a - b))
})

test('the latest ten thousand requests are kept', () => {
  const log = new RequestLog()
  for (let count = 0; count < 25_000; count += 1) log.add(request(0))
  expect(log.list()).toHaveLength(10_000)
  expect(log.list()[0]?.index).toBe(15_000)
})

test('fewer large requests are kept, but always the latest', () => {
  const log = new RequestLog()
  log.add(request(0), undefined, 1_000)
  for (let count = 0; count < 1_000; count += 1) log.add(request(60009), undefined, 100_000)
  const refused = log.list().filter(({ response }) => response.code !== 0)
  expect(refused.length).toBeGreaterThanOrEqual(40)
  expect(refused.length).toBeLessThanOrEqual(84)
  expect(refused.at(-1)?.index).toBe(1_000)
  expect(log.list()[0]?.index).toBe(0)
  log.add(request(60009), undefined, 1e7)
  expect(log.list().map(({ index }) => index)).toEqual([0, 1_001])
})
