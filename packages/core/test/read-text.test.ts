import { Readable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import type { TransportResponse } from '../src/index.ts'
import { callsOn, ring } from './support/clients.ts'
import { createWire } from './support/wire.ts'

const reply = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'c-1' } })
const tooLarge = { code: 'ERR_PROTOCOL', outcome: 'unknown', status: 200, message: expect.stringContaining('8 MiB') }
const mostBytes = 8 * 1024 * 1024

/** What a ring comes to when the network gives this response. */
function ringOn(response: TransportResponse) {
  return callsOn(createWire(() => response)).startCallByRobot(ring)
}

/** A `fetch` without web streams, such as that of node-fetch: a stream of Node, and `text`. */
function withoutStream(text: string, body?: unknown): TransportResponse {
  return { status: 200, headers: new Headers(), body, text: async () => text }
}

describe('a response of a fetch from a package', () => {
  const responses: Readonly<Record<string, () => TransportResponse | Promise<TransportResponse>>> = {
    'with text alone': () => withoutStream(reply),
    'with a stream of Node as its body': () => withoutStream(reply, Readable.from([reply])),
    'without a body': () => withoutStream(reply, null),
    'that a wrapper has read': async () => {
      const response = new Response(reply)
      const text = await response.text()
      return Object.assign(response, { text: async () => text })
    },
  }
  test.each(Object.entries(responses))('%s is read', async (_, respond) => {
    await expect(ringOn(await respond())).resolves.toEqual({ CallId: 'c-1' })
  })

  test('may start with a byte order mark', async () => {
    await expect(ringOn(withoutStream(`\ufeff${reply}`))).resolves.toEqual({ CallId: 'c-1' })
    await expect(ringOn(new Response(`\ufeff${reply}`))).resolves.toEqual({ CallId: 'c-1' })
  })

  test('is checked for its size by its text if there is no stream', async () => {
    await expect(ringOn(withoutStream(reply.padEnd(mostBytes)))).resolves.toEqual({ CallId: 'c-1' })
    await expect(ringOn(withoutStream(reply.padEnd(mostBytes + 1)))).rejects.toMatchObject(tooLarge)
  })
})

test('a stream is read up to the last allowed byte', async () => {
  await expect(ringOn(new Response(reply.padEnd(mostBytes)))).resolves.toEqual({ CallId: 'c-1' })
  await expect(ringOn(new Response(reply.padEnd(mostBytes + 1)))).rejects.toMatchObject(tooLarge)
})

test('a stream that never ends is cancelled', async () => {
  let pulled = 0
  const piece = new Uint8Array(1024 * 1024).fill(32)
  const cancelled = await new Promise((resolve, reject) => {
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        pulled += 1
        controller.enqueue(piece)
      },
      cancel: () => resolve(true),
    })
    expect(ringOn(new Response(body)))
      .rejects.toMatchObject(tooLarge)
      .catch(reject)
  })
  expect(cancelled).toBe(true)
  expect(pulled).toBeLessThan(12)
})

test('characters split between two chunks are joined', async () => {
  const bytes = new TextEncoder().encode(reply.replace('c-1', '\u00e9\u{1f600}'))
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
      controller.close()
    },
  })
  await expect(ringOn(new Response(body))).resolves.toEqual({ CallId: '\u00e9\u{1f600}' })
})
