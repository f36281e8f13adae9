import { expect, test, vi } from 'vitest'
import { withTimeout } from '../src/with-timeout.ts'

/** Runs until its limit and returns the reason for its end. */
const untilOver = (limit: AbortSignal): Promise<unknown> =>
  new Promise((resolve) => limit.addEventListener('abort', () => resolve(limit.reason)))

test('aborts after the timeout, or with the given signal', async () => {
  const stopping = new AbortController()
  expect(await withTimeout(stopping.signal, 20, untilOver)).toMatchObject({ name: 'TimeoutError' })
  const waiting = withTimeout(stopping.signal, 60_000, untilOver)
  stopping.abort('enough')
  expect(await waiting).toBe('enough')
  const run = vi.fn()
  await expect(withTimeout(stopping.signal, 60_000, run)).rejects.toBe('enough')
  expect(run).not.toHaveBeenCalled()
})

test('leaves no timer or listener behind', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const { signal } = new AbortController()
  const stopped = vi.spyOn(signal, 'removeEventListener')
  expect(await withTimeout(signal, 60_000, async () => 'done')).toBe('done')
  await expect(withTimeout(undefined, 60_000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
  expect(vi.getTimerCount()).toBe(0)
  expect(stopped).toHaveBeenCalledOnce()
  vi.useRealTimers()
})
