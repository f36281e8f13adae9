import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { describe, expect, onTestFinished } from 'vitest'
import type { TimelineEvent } from '../src/index.ts'
import { test } from './support/harness.ts'

const start = 'StartStreamIngest'

/** Listens on a port of this machine. */
async function listenAnywhere(): Promise<number> {
  const server = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as AddressInfo).port
}

describe('rtmp', () => {
  test('is accepted if a server listens', async ({ emulator, client }) => {
    const port = await listenAnywhere()
    await client.action(start, client.ingest({ StreamUrl: `rtmp://127.0.0.1:${port}/live/stage?key=secret` }))
    await emulator.advance(3_000)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  })

  test('fails if no server listens', async ({ emulator, client }) => {
    const events: TimelineEvent[] = []
    emulator.on((event) => events.push(event))
    await client.action(start, client.ingest({ StreamUrl: 'rtmp://127.0.0.1:1/live/stage?key=secret' }))
    await emulator.advance(3_000)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'unreachable' }])
    expect(events.filter(({ kind }) => kind === 'ingest-failed')).toMatchObject(
      Array(3).fill({ detail: expect.stringContaining('ECONNREFUSED') }),
    )
    expect(JSON.stringify(events)).not.toContain('secret')
  })
})

describe('a host on another machine', () => {
  // 192.0.2.1 is reserved for documentation, and .invalid never resolves.
  const StreamUrl = 'http://media.invalid/welcome.mp4'

  test('is not contacted', async ({ emulator, client }) => {
    await client.action(start, client.ingest({ StreamUrl }))
    await emulator.advance(3_000)
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  })

  describe('with fetchBeyondLoopback', () => {
    test.override({ options: { fetchBeyondLoopback: true } })

    test('is contacted', async ({ emulator, client }) => {
      await client.action(start, client.ingest({ StreamUrl }))
      await emulator.advance(3_000)
      expect(emulator.tasks()).toMatchObject([{ endReason: 'unreachable' }])
    })
  })
})

describe('a stream without an audience', () => {
  const withoutAudience = (events: TimelineEvent[]) => events.filter(({ kind }) => kind === 'ingest-without-audience')

  test('emits an event that names the room of the other kind where a callee talks', async ({ emulator, client }) => {
    const events: TimelineEvent[] = []
    emulator.on((event) => events.push(event))
    const CallInfo = { MediaType: 'Video', RoomId: '42', RoomIdType: 2 }
    emulator.answer(await client.ring(['jack'], { CallInfo }), 'jack')
    await client.action(start, client.ingest({ RoomId: '42', RoomIdType: 0 }))
    await emulator.advance(0)
    expect(withoutAudience(events)).toMatchObject([
      { detail: 'no callee talks in int room 42, but jack talks in string room 42: see RoomIdType' },
    ])
    expect(emulator.tasks()).toMatchObject([{ audience: [] }])
  })

  test('a stream with an audience emits no such event', async ({ emulator, client }) => {
    const events: TimelineEvent[] = []
    emulator.on((event) => events.push(event))
    emulator.answer(await client.ring(['jack']), 'jack')
    await client.action(start, client.ingest())
    await emulator.advance(0)
    expect(withoutAudience(events)).toEqual([])
    await client.action(start, client.ingest({ RoomId: 'elsewhere' }))
    await emulator.advance(0)
    expect(withoutAudience(events)).toMatchObject([{ detail: 'no callee talks in string room elsewhere' }])
  })
})
