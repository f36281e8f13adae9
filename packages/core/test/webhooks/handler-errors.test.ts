import { expect, test } from 'vitest'
import { started } from './deliveries.ts'
import { callRequest, receiver } from './receiver.ts'

const failing = {
  'at once': () => {
    throw new Error('the log is full')
  },
  later: async () => {
    throw new Error('the log is full')
  },
}

test.each(Object.entries(failing))(
  'an onError that fails %s does not change the response or leave an unhandled rejection',
  async (_, onError) => {
    const unhandled: unknown[] = []
    const note = (reason: unknown): void => void unhandled.push(reason)
    process.on('unhandledRejection', note)
    const onEvent = () => Promise.reject(new Error('the database is down'))
    const { handle, done } = receiver({ onError, onEvent })
    expect((await handle(new Request('https://example.com/', { method: 'POST', body: '{}' }))).status).toBe(400)
    expect((await handle(callRequest(started))).status).toBe(200)
    await done()
    await new Promise((resolve) => setTimeout(resolve))
    process.off('unhandledRejection', note)
    expect(unhandled).toEqual([])
  },
)
