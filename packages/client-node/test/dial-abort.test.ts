import { expect, test } from 'vitest'
import type { Limiter } from '../src/index.ts'
import { startEmulated, streamUrl } from './emulated.ts'

const playing = { robot: 'robot', callees: ['jack'], media: 'video', stream: { url: streamUrl } } as const

test('an abort while the ring waits for the rate limiter rings no one', async () => {
  const controller = new AbortController()
  const limiter: Limiter = {
    acquire: async () => {
      controller.abort('enough')
      return undefined
    },
  }
  const { emulator, dial } = await startEmulated({}, { limiter })
  await expect(dial(playing, { signal: controller.signal })).rejects.toBe('enough')
  expect(emulator.requests()).toHaveLength(0)
})

test('when saving the handle fails later, the call is hung up, and dial says why', async () => {
  const { emulator, dial } = await startEmulated({ answerAfterMs: 60_000 })
  const lost = new Error('the database is down')
  const failed = dial(playing, { onPlaced: async () => Promise.reject(lost) })
  await expect(failed).rejects.toBe(lost)
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  expect(emulator.rings('jack')).toBe(1)
})

test('an abort ends the wait for a handle that is being saved, and hangs up', async () => {
  const controller = new AbortController()
  const { emulator, dial } = await startEmulated({ answerAfterMs: 60_000 })
  const saving = () => {
    queueMicrotask(() => controller.abort('enough'))
    return new Promise<void>(() => {})
  }
  await expect(dial(playing, { signal: controller.signal, onPlaced: saving })).rejects.toBe('enough')
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
})
