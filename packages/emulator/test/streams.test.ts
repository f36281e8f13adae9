import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished } from 'vitest'
import type { Emulator, TimelineEvent } from '../src/index.ts'
import { test } from './support/harness.ts'
import { flv } from './support/media.ts'
import { mp4 } from './support/mp4.ts'

const start = 'StartStreamIngest'

/** Starts a media server. Returns its URL and the received range headers. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const requested: (string | undefined)[] = []
  const server = createServer((request, response) => {
    requested.push(request.headers.range)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/welcome.mp4?token=secret`, requested }
}

function withRanges(file: Buffer) {
  return (request: IncomingMessage, response: ServerResponse) => {
    const [from = 0, to = 0] = (request.headers.range ?? '').match(/\d+/g)?.map(Number) ?? []
    response.writeHead(from < file.length ? 206 : 416).end(file.subarray(from, to + 1))
  }
}

function listen(emulator: Emulator) {
  const events: TimelineEvent[] = []
  emulator.on((event) => event.kind.startsWith('ingest') && events.push(event))
  return events
}

test('an MP4 on this machine is fetched, and plays as long as it says', async ({ emulator, client }) => {
  const { url } = await serve(withRanges(mp4({ seconds: 7 })))
  const events = listen(emulator)
  await client.action(start, client.ingest({ StreamUrl: url, RepeatNum: 2, SeekSecond: 3 }))
  await emulator.advance(10_999)
  expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  await emulator.advance(1)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
  expect(events.map(({ kind }) => kind)).toEqual([
    'ingest-started',
    'ingest-fetched',
    'ingest-without-audience',
    'ingest-ended',
  ])
  expect(JSON.stringify([events, emulator.tasks()])).not.toContain('secret')
})

test('a header at the end of a big file is found with ranges', async ({ emulator, client }) => {
  const { url, requested } = await serve(withRanges(mp4({ seconds: 5, mediaBytes: 300_000, movieLast: true })))
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(5_000)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
  expect(requested[0]).toBe('bytes=0-65535')
  expect(requested.length).toBeGreaterThan(1)
})

test('a header at the end is found without range support too', async ({ emulator, client }) => {
  const file = mp4({ seconds: 5, mediaBytes: 300_000, movieLast: true })
  const { url } = await serve((_, response) => response.end(file))
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(5_000)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
})

test('a stream of unknown duration plays for the assumed minute', async ({ emulator, client }) => {
  const { url } = await serve((_, response) => response.end('ID3 a song'))
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(59_999)
  expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  await emulator.advance(1)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
})

test('a live stream is not read to its end', async ({ emulator, client }) => {
  const { url } = await serve((_, response) => void response.write(Buffer.concat([flv(), Buffer.alloc(100_000)])))
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(0)
  expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', container: 'FLV' }])
})

test('a failing source is tried after 0, 1 and 3 seconds, then the task ends', async ({ emulator, client }) => {
  const { url, requested } = await serve((_, response) => void response.writeHead(404).end())
  const events = listen(emulator)
  await client.action(start, client.ingest({ StreamUrl: url }))
  const attempts: number[] = []
  for (const ms of [0, 999, 1, 1_999]) {
    await emulator.advance(ms)
    attempts.push(requested.length)
  }
  expect(attempts).toEqual([1, 1, 2, 2])
  expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  await emulator.advance(1)
  expect(requested).toHaveLength(3)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'unreachable' }])
  expect(events.map(({ kind }) => kind)).toEqual([
    'ingest-started',
    'ingest-failed',
    'ingest-retried',
    'ingest-failed',
    'ingest-retried',
    'ingest-failed',
    'ingest-ended',
  ])
})

test('a source that recovers is played', async ({ emulator, client }) => {
  const file = withRanges(mp4({ seconds: 5 }))
  const { url, requested } = await serve((request, response) => {
    if (requested.length === 1) response.socket?.destroy()
    else file(request, response)
  })
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(5_999)
  expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  await emulator.advance(1)
  expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
})

test('a redirect is not followed', async ({ emulator, client }) => {
  const { url } = await serve(
    (_, response) => void response.writeHead(302, { location: 'https://media.example/' }).end(),
  )
  const events = listen(emulator)
  await client.action(start, client.ingest({ StreamUrl: url }))
  await emulator.advance(0)
  expect(events.at(-1)).toMatchObject({ kind: 'ingest-failed', detail: 'attempt 1: the source answered 302' })
})
