import { describe, expect } from 'vitest'
import { bothConventions, type Emulator, test } from '../src/vitest.ts'
import { createRawClient, type RawClient } from './support/raw-client.ts'

const seen: Emulator[] = []

// The second test checks that the first emulator is closed.
describe('an emulator for each test', { shuffle: false }, () => {
  test('has its own convention', async ({ emulator }) => {
    seen.push(emulator)
    expect((await fetch(`${emulator.url}/healthz`)).status).toBe(200)
  })

  test('is closed after its test, and the next test gets another one', async ({ emulator }) => {
    const [before] = seen
    expect(before?.url).toMatch(/^http:/)
    expect(before?.url).not.toBe(emulator.url)
    await expect(fetch(`${before?.url}/healthz`)).rejects.toThrow()
  })
})

describe('options of a describe', () => {
  test.override({ emulatorOptions: { sdkAppId: 1600000001, ingestRoomIdType: 'reference' } })

  test('count', ({ emulator, ingestRoomIdType }) => {
    expect(emulator.credentials.sdkAppId).toBe(1600000001)
    expect(ingestRoomIdType).toBe('reference')
  })
})

const extended = test.extend<{ client: RawClient }>({
  client: async ({ emulator }, use) => use(createRawClient(emulator)),
})

const conventions: string[] = []

bothConventions('a suite', (convention) => {
  conventions.push(convention)
  test.override({ emulatorOptions: { clock: 'virtual' } })
  const codes = convention === 'guide' ? { string: 1, int: 0 } : { string: 0, int: 1 }

  describe('deeply nested playlists', () => {
    extended('runs under both, with a test that was extended and with other options', async ({ emulator, client }) => {
      await client.action('StartStreamIngest', client.ingest({ RoomId: '42', RoomIdType: codes.string }))
      await client.action('StartStreamIngest', client.ingest({ RoomId: '42', RoomIdType: codes.int }))
      expect(emulator.tasks()).toMatchObject([{ room: { kind: 'string' } }, { room: { kind: 'int' } }])
    })
  })
})

test('twice', () => {
  expect(conventions).toEqual(['guide', 'reference'])
})
