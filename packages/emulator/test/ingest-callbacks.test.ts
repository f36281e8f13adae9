import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { expect } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test as base } from './support/harness.ts'
import { createRawClient } from './support/raw-client.ts'
import { startReceiver } from './support/receiver.ts'

const key = 'key0of0this0test'

const test = base.extend<{ tellTo: (...answers: number[]) => ReturnType<typeof listen> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads what a fixture needs from the pattern
  tellTo: async ({}, use) => {
    const closing: (() => Promise<void>)[] = []
    await use(async (...answers) => {
      const started = await listen(...answers)
      closing.push(() => started.emulator.close())
      return started
    })
    for (const close of closing) await close()
  },
})

async function listen(...answers: number[]) {
  const receiver = await startReceiver(...answers)
  const ingestCallback = { url: receiver.url, key }
  const emulator = await startEmulator({ clock: 'virtual', ingestCallback })
  return { emulator, client: createRawClient(emulator), ...receiver }
}

const statuses = (received: { body: { EventType: number; EventInfo: { Status: number } } }[]) =>
  received.map(({ body }) => [body.EventType, body.EventInfo.Status])

test('a stream that starts and ends: 701 and 702, signed', async ({ tellTo }) => {
  const earliest = Date.now()
  const { emulator, client, received } = await tellTo()
  const startedAt = emulator.now()
  const { TaskId } = await client.action('StartStreamIngest', client.ingest())
  await emulator.advance(60_000)
  expect(received.map(({ body }) => body)).toEqual(
    [
      [701, startedAt],
      [702, startedAt + 60_000],
    ].map(([EventType, EventMsTs]) => ({
      EventGroupId: 7,
      EventType,
      CallbackMsTs: expect.any(Number),
      EventInfo: { EventMsTs, TaskId, Status: 0 },
    })),
  )
  for (const { text, headers, body } of received) {
    expect(headers.sign).toBe(createHmac('sha256', key).update(text).digest('base64'))
    expect(headers).toMatchObject({ sdkappid: String(client.sdkAppId), 'content-type': 'application/json' })
    expect(body.CallbackMsTs).toBeGreaterThanOrEqual(earliest)
    expect(body.CallbackMsTs).toBeLessThanOrEqual(Date.now())
  }
  expect(emulator.deliveries()).toMatchObject([
    { kind: 'ingest', eventType: 701, taskId: TaskId, state: 'delivered' },
    { kind: 'ingest', eventType: 702, taskId: TaskId, state: 'delivered' },
  ])
})

test('a source that works at the second attempt: 1, 2, 0', async ({ tellTo }) => {
  const { emulator, client, received } = await tellTo()
  let asked = 0
  const source = createServer((_request, response) => {
    asked += 1
    response.writeHead(asked === 1 ? 500 : 200).end('FLV')
  })
  await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
  const { port } = source.address() as { port: number }
  await client.action('StartStreamIngest', client.ingest({ StreamUrl: `http://127.0.0.1:${port}/a.flv` }))
  await emulator.advance(1_000)
  source.close()
  expect(statuses(received)).toEqual([
    [701, 1],
    [701, 2],
    [701, 0],
  ])
})

test('a source that always fails: three failures, then the end', async ({ tellTo }) => {
  const { emulator, client, received } = await tellTo()
  await client.action('StartStreamIngest', client.ingest({ StreamUrl: 'http://127.0.0.1:9/a.flv' }))
  await emulator.advance(3_000)
  expect(statuses(received)).toEqual([
    [701, 1],
    [701, 2],
    [701, 1],
    [701, 2],
    [701, 1],
    [702, 0],
  ])
})

test('a failed event is retried immediately, then every ten seconds, until it is a minute old', async ({ tellTo }) => {
  const { emulator, client } = await tellTo(...Array(50).fill(500))
  const startedAt = emulator.now()
  await client.action('StartStreamIngest', client.ingest({ RepeatNum: -1 }))
  await emulator.advance(30_000)
  expect(emulator.deliveries()).toMatchObject([{ state: 'pending' }])
  await emulator.advance(60_000)
  const [delivery] = emulator.deliveries()
  expect(delivery?.state).toBe('failed')
  const seconds = delivery?.attempts.map(({ at }) => (at - startedAt) / 1_000)
  expect(seconds).toEqual([0, 0, 10, 20, 30, 40, 50, 60])
})

test('without a receiver nothing is sent', async ({ emulator, client }) => {
  await client.action('StartStreamIngest', client.ingest())
  await emulator.advance(60_000)
  expect(emulator.deliveries()).toEqual([])
})
