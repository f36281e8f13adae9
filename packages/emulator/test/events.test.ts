import { expect } from 'vitest'
import type { Emulator, TimelineEvent } from '../src/index.ts'
import { test } from './support/harness.ts'

interface Frame {
  readonly id: number
  readonly event: TimelineEvent
}

/** Reads server-sent events until `enough`. */
async function listen(emulator: Emulator, headers: Record<string, string>, enough: (frames: Frame[]) => boolean) {
  const leave = new AbortController()
  const response = await fetch(`${emulator.url}/_emulator/events`, { headers, signal: leave.signal })
  const frames = (async () => {
    const found: Frame[] = []
    let rest = ''
    for await (const chunk of (response.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
      const blocks = (rest + chunk).split('\n\n')
      rest = blocks.pop() ?? ''
      for (const block of blocks) {
        const [, id, data] = /^id: (\d+)\ndata: (.*)$/.exec(block) ?? []
        if (id !== undefined) found.push({ id: Number(id), event: JSON.parse(data ?? '') })
      }
      if (enough(found)) break
    }
    leave.abort()
    return found
  })()
  return { response, frames }
}

test('events are sent as they happen, and missed ones after a reconnect', async ({ emulator, client }) => {
  const { response, frames } = await listen(emulator, {}, (found) =>
    found.some(({ event }) => event.kind === 'request'),
  )
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  const callId = await client.ring(['jack'])
  const seen = await frames
  expect(seen.map(({ event }) => event.kind)).toEqual(['call-started', 'ring', 'request'])
  expect(seen.at(-1)?.event).toMatchObject({ callId, requestIndex: 0, detail: 'OK' })

  emulator.answer(callId, 'jack')
  const last = { 'last-event-id': String(seen.at(-1)?.id) }
  const missed = await (await listen(emulator, last, (found) => found.length > 0)).frames
  expect(missed).toMatchObject([{ id: (seen.at(-1)?.id ?? 0) + 1, event: { kind: 'answer', userId: 'jack' } }])
})

test('a disconnected listener is removed, and close() ends the others', async ({ emulator, client }) => {
  const { frames } = await listen(emulator, {}, () => false)
  await client.command('call_config/get_callback', {})
  await emulator.close()
  await expect(frames).rejects.toThrow()
})
