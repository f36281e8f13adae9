import { EventEmitter, once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { post } from '../src/callbacks/post.ts'
import { createDeadline } from '../src/deadline.ts'
import { assertListening } from '../src/streams/assert-listening.ts'
import { readRange } from '../src/streams/read-range.ts'

// Counts timers: AbortSignal.timeout inside AbortSignal.any never fires on Node 20, so the code must use its own.
async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
    vi.useRealTimers()
  })
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  return new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`)
}

/** Waits until no timer is left. vi.waitFor would advance fake timers, and so hide one that is never cleared. */
async function timersCleared(): Promise<void> {
  while (vi.getTimerCount() > 0) await new Promise(setImmediate)
}

const callback = (url: URL) => ({ url: url.href, headers: {}, body: '{}' })

test.each<[string, number, (url: URL, signal: AbortSignal) => Promise<unknown>]>([
  ['a callback', 2_000, (url, signal) => post(callback(url), 2_000, signal)],
  ['a range of a stream', 5_000, (url, signal) => readRange(url, 0, 10, signal)],
])('%s times out after %i ms, or when the emulator closes', async (_, limitMs, send) => {
  const closing = new AbortController()
  const requested = new EventEmitter()
  const came = once(requested, 'requested')
  const url = await serve(() => requested.emit('requested'))
  const first = expect(send(url, closing.signal)).rejects.toThrow()
  await came
  expect(vi.getTimerCount()).toBe(1)
  await vi.advanceTimersByTimeAsync(limitMs)
  await first
  expect(vi.getTimerCount()).toBe(0)
  const second = expect(send(url, closing.signal)).rejects.toThrow()
  closing.abort()
  await second
  await timersCleared()
})

test('finished work leaves no timer', async () => {
  const url = await serve((_, response) => response.end('0123456789'))
  const { signal } = new AbortController()
  await post(callback(url), 2_000, signal)
  await readRange(url, 0, 10, signal)
  await assertListening(new URL(url.href.replace('http:', 'rtmp:')), signal)
  await timersCleared()
})

test('a deadline with an aborted parent is aborted', () => {
  const { signal, clear } = createDeadline(AbortSignal.abort(), 1_000)
  clear()
  expect(signal.aborted).toBe(true)
})
