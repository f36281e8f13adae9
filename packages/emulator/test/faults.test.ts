import { describe, expect } from 'vitest'
import type { Fault } from '../src/index.ts'
import { test } from './support/harness.ts'

const ring = 'startCallByRobot'

describe('the connection fails, after the phone rang', () => {
  test.for<[NonNullable<Fault['then']> & string]>([['drop'], ['reset'], ['reset-mid-body'], ['half-json'], ['html']])(
    '%s',
    async ([then], { emulator, client }) => {
      emulator.script(ring, { then })
      await expect(client.ring(['jack'])).rejects.toThrow()
      expect(emulator.rings('jack')).toBe(1)
      expect(emulator.requests(ring)).toMatchObject([{ executed: true, response: { code: 0 } }])
      await client.ring(['jill'])
    },
  )

  test('hang: only the client or close() ends it', async ({ emulator, client }) => {
    emulator.script(ring, { then: 'hang' })
    const outcome = client.ring(['jack']).catch(() => 'ended')
    while (emulator.requests(ring).length === 0) await new Promise(setImmediate)
    expect(emulator.rings('jack')).toBe(1)
    await emulator.close()
    expect(await outcome).toBe('ended')
  })
})

test('no phone rings with execute: false', async ({ emulator, client }) => {
  emulator.script(ring, { execute: false, then: 'drop' })
  await expect(client.ring(['jack'])).rejects.toThrow()
  expect(emulator.rings()).toBe(0)
  expect(emulator.requests(ring)).toMatchObject([{ executed: false }])
})

test('a status and Retry-After reach the client', async ({ emulator, client }) => {
  emulator.script('getCallback', { execute: false, then: { status: 503 }, retryAfter: 3 })
  const response = await client.send('call_config/get_callback', {})
  expect([response.status, response.headers.get('retry-after')]).toEqual([503, '3'])
  expect(await response.text()).toContain('<!doctype html>')
})

test('a redirect leads to an unknown path', async ({ emulator, client }) => {
  emulator.script(ring, { then: 'redirect' })
  await expect(client.ring(['jack'])).rejects.toThrow('60009')
  expect(emulator.requests().map(({ command }) => command)).toEqual(['start_call_by_robot', '/redirected'])
})

test('a vendor code: no phone rings, unless the fault has execute: true', async ({ emulator, client }) => {
  emulator.script(ring, { code: 60007 })
  emulator.script(ring, { code: 101001, execute: true })
  await expect(client.ring(['jack'])).rejects.toThrow('60007')
  expect(emulator.rings()).toBe(0)
  await expect(client.ring(['jack'])).rejects.toThrow('101001')
  expect(emulator.rings()).toBe(1)
})

test('a vendor code of the cloud API', async ({ emulator, client }) => {
  emulator.script('startStreamIngest', { code: 'RequestLimitExceeded' })
  const reply = await client.action('StartStreamIngest', client.ingest())
  expect(reply).toMatchObject({ Error: { Code: 'RequestLimitExceeded' } })
  expect(emulator.tasks()).toEqual([])
})

test('times counts only valid requests of the operation', async ({ emulator, client }) => {
  emulator.script(ring, { code: 60011, times: 2 })
  await expect(client.ring(['jack'], { Timeout: 1 })).rejects.toThrow('101002')
  await expect(client.ring(['jack'])).rejects.toThrow('60011')
  expect((await client.command('call_config/get_callback', {})).ErrorCode).toBe(100301)
  await expect(client.ring(['jack'])).rejects.toThrow('60011')
  await client.ring(['jack'])
})

test('only the n-th request, regardless of other faults', async ({ emulator, client }) => {
  emulator.script(ring, { code: 60008, onRequest: 3 })
  emulator.script(ring, { code: 60011, onRequest: 2 })
  await client.ring(['jack'])
  await expect(client.ring(['jack'])).rejects.toThrow('60011')
  await expect(client.ring(['jack'])).rejects.toThrow('60008')
  await client.ring(['jack'])
})

test('slow: the bytes arrive, but too late', async ({ emulator, client }) => {
  emulator.script(ring, { then: 'slow' })
  const leave = new AbortController()
  const body = {
    Robot_Account: 'robot',
    CalleeList_Account: ['jack'],
    Timeout: 30_000,
    CallInfo: { MediaType: 'Audio' },
  }
  const {
    body: stream,
    status,
    headers,
  } = await client.send('call_engine_http_srv/start_call_by_robot', body, {}, leave.signal)
  const reader = (stream as ReadableStream<Uint8Array>).getReader()
  expect([status, (await reader.read()).value?.length, (await reader.read()).value?.length]).toEqual([200, 1, 1])
  expect(Number(headers.get('content-length'))).toBeGreaterThan(100)
  leave.abort()
  await expect(reader.read()).rejects.toThrow()
  await emulator.close()
})

test('a delay follows the execution', async ({ emulator, client }) => {
  emulator.script(ring, { delayMs: 50 })
  const startedAt = performance.now()
  const answer = client.ring(['jack'])
  while (emulator.rings('jack') === 0) await new Promise(setImmediate)
  await answer
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(49)
})

test('close() does not wait for a scripted delay', async ({ emulator, client }) => {
  emulator.script(ring, { delayMs: 600_000 })
  const outcome = client.ring(['jack']).catch(() => 'ended')
  while (emulator.rings('jack') === 0) await new Promise(setImmediate)
  await emulator.close()
  expect(await outcome).toBe('ended')
})
