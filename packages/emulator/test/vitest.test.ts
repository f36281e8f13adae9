import { describe, expect } from 'vitest'
import { bothConventions, type Emulator, test } from '../src/vitest.ts'
import { createRawClient, type RawClient } from './support/raw-client.ts'

const seen: Emulator[] = []

// The second looks at what the first has left.
describe('an emulator for each test', { shuffle: false }, () => {
  test('is one of its own', async ({ emulator }) => {
    seen.push(emulator)
    expect((await fetch(`${emulator.url}/healthz`)).status).toBe(200)
  })

  test('which is closed after it, and another one is there for the next', async ({ emulator }) => {
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

  describe('and deeper', () => {
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
