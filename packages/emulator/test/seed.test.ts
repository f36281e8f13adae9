import { expect } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import { createRawClient } from './support/raw-client.ts'

/** Rings, plays a stream and hits random faults in a new emulator. */
async function run(seed: number | undefined): Promise<unknown> {
  const emulator = await startEmulator({ clock: 'virtual', ...(seed === undefined ? {} : { seed }) })
  const client = createRawClient(emulator)
  emulator.script('getCallback', { code: 60008, probability: 0.5 })
  const callId = await client.ring(['jack'], { CallInfo: { MediaType: 'Video' } })
  const { TaskId } = await client.action('StartStreamIngest', client.ingest())
  const codes: unknown[] = []
  for (let look = 0; look < 20; look += 1) codes.push((await client.command('call_config/get_callback', {})).ErrorCode)
  const requestIds = emulator.requests().map(({ response }) => response.requestId)
  const room = emulator.calls()[0]?.room
  await emulator.close()
  return { callId, TaskId, codes, requestIds, room }
}

test('with a seed, ids and random faults are the same', async () => {
  const first = await run(7)
  expect(await run(7)).toEqual(first)
  expect(await run(8)).not.toEqual(first)
  expect(await run(undefined)).not.toEqual(await run(undefined))
  expect(first).toMatchObject({
    callId: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-/),
  })
})

test('with a probability, some requests fail, until clearFaults()', async ({ emulator, client }) => {
  emulator.script('getCallback', { code: 60008, probability: 0.5 })
  const look = async () => (await client.command('call_config/get_callback', {})).ErrorCode
  const codes = new Set<unknown>()
  while (codes.size < 2) codes.add(await look())
  expect(codes).toEqual(new Set([60008, 100301]))
  emulator.clearFaults()
  for (let count = 0; count < 20; count += 1) expect(await look()).toBe(100301)
})
