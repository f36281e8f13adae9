import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { DeliveryView, EmulatorOptions } from '@trtc-call/emulator'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCallEvents, type TrtcCallOptions } from '../src/index.ts'
import { createNodeWebhookHandler, type WebhookEvent } from '../src/webhooks.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const jack = { robot: 'robot', callees: ['jack'], media: 'video' } as const
const accepted = { until: 'placed' } as const
const [key, token, secret] = ['key0of0this0test', 'token-of-this-test', { name: 'mine', value: 'secret-of-this-test' }]
const sdkAppId = 1400000000
const commands = [
  'Call.CallbackAfterStartCall',
  'Call.CallbackAfterMemberChanged',
  'Call.CallbackAfterEndCall',
] as const

/** A clock on which no poll ever comes due: what a call learns, it learns from callbacks. */
const still = {
  now: () => Date.now(),
  sleep: (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
}

/** Starts an ordinary webhook server, an emulator that posts to it, and a client that reads its events. */
async function startReceiving(emulatorOptions: EmulatorOptions, options: Partial<TrtcCallOptions> = {}) {
  const [events, seen, errors]: [ReturnType<typeof createCallEvents>, WebhookEvent[], unknown[]] = [
    createCallEvents(),
    [],
    [],
  ]
  const door = { lets: (_name: string): boolean => true }
  const handle = createNodeWebhookHandler({
    sdkAppId,
    call: { token, secret },
    trtc: { key },
    events,
    onEvent: (event) => seen.push(event),
    onError: (error) => errors.push(error),
  })
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    const { CallbackCommand, EventType } = JSON.parse(body.toString())
    if (door.lets(CallbackCommand ?? String(EventType))) await handle(Object.assign(request, { body }), response)
    else response.writeHead(503).end()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`
  const emulated = await startEmulated(
    { callbackToken: token, ingestCallback: { url, key }, ...emulatorOptions },
    { events, ...options },
  )
  await emulated.calls.setCallback({ Url: `${url}?mine=${secret.value}`, CallbackCommandList: commands })
  return { ...emulated, door, seen, errors }
}

/** The names of deliveries, for their order. */
const nameOf = ({ command, eventType }: Pick<DeliveryView, 'command' | 'eventType'>) => command ?? String(eventType)

/** Posts what was lost, in this order and nothing else; what is named twice comes twice. */
async function bringLate({ emulator, door }: Awaited<ReturnType<typeof startReceiving>>, names: readonly string[]) {
  for (const name of names) {
    door.lets = (other) => other === name
    const delivery = emulator.deliveries().findLast((other) => nameOf(other) === name)
    expect(await emulator.resend(delivery?.id ?? name)).toMatchObject({ state: 'delivered' })
  }
  door.lets = () => false
}

describe.each(conventions)('callbacks of the emulator, RoomIdType as the %s has it', (ingestRoomIdType) => {
  test('carry a whole call, from the ring to the end of the stream, without one poll', async () => {
    const { emulator, dial, seen, errors } = await startReceiving({ ingestRoomIdType }, { clock: still })
    const call = await dial({ ...jack, stream: { url: streamUrl } }, accepted)
    const answered = call.answered()
    await emulator.advance(400)
    await expect(answered).resolves.toMatchObject({ answered: true, by: ['jack'] })
    const ended = call.ended()
    await expect.poll(() => emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await emulator.advance(60_000)
    await expect(ended).resolves.toMatchObject({
      outcome: 'completed',
      stream: { taskId: call.taskId, result: 'ended' },
    })
    await expect.poll(() => seen.at(-1)?.type).toBe('call-ended')

    expect(errors).toEqual([])
    expect(seen.map(({ type, authenticated }) => [type, authenticated])).toEqual(
      ['call-started', 'members-changed', 'ingest-started', 'ingest-stopped', 'call-ended'].map((type) => [type, true]),
    )
    expect(emulator.requests('getCallInfo')).toHaveLength(0)
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'NormalEnd' }])
    expect(emulator.tasks()).toMatchObject([{ audience: [], endReason: 'finished' }])
  })

  test('in another order, and twice', async () => {
    const receiving = await startReceiving({ ingestRoomIdType }, { clock: still })
    const { emulator, dial, door, seen } = receiving
    door.lets = () => false
    const call = await dial({ ...jack, stream: { url: streamUrl } }, accepted)
    const answered = call.answered()
    await emulator.advance(400)
    expect(emulator.deliveries()).toMatchObject([{ state: 'failed' }, { state: 'failed' }])
    const [started, changed] = commands
    await bringLate(receiving, [changed, changed, started, changed])
    await expect(answered).resolves.toMatchObject({ answered: true, by: ['jack'] })

    const ended = call.ended()
    await expect.poll(() => emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await emulator.advance(180_000)
    expect(emulator.tasks()).toMatchObject([{ endReason: 'finished' }])
    await bringLate(receiving, ['702', '701', '702'])
    await expect(ended).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
    expect(seen.map(({ type }) => type)).toEqual([
      'members-changed',
      'call-started',
      'ingest-stopped',
      'ingest-started',
    ])
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
    expect(emulator.requests('startStreamIngest').filter(({ executed }) => executed)).toHaveLength(1)
  })

  test.for([...commands, '701', '702', 'all'])('%s lost: polling finds the same end', async (lost) => {
    const { emulator, dial, door } = await startReceiving({ ingestRoomIdType })
    door.lets = (name) => lost !== 'all' && name !== lost
    const call = await dial({ ...jack, stream: { url: streamUrl } }, accepted)
    await expect(call.answered()).resolves.toMatchObject({ answered: true, by: ['jack'] })
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
    expect(emulator.rings('jack')).toBe(1)
  })
})

test.each<[string, EmulatorOptions]>([
  ['as the tables have it', {}],
  ['as the samples have it', { callbackActions: 'sample', callbackMediaField: 'CallMediaType' }],
  ['with numbers for accounts', { callbackAccounts: 'number' }],
])('the spellings %s mean the same', async (_name, spelling) => {
  const { emulator, dial, seen, errors } = await startReceiving(spelling, { clock: still })
  const callee = '144115212830834855'
  emulator.callee(callee, { does: 'answer', hangUpAfterMs: 1_000 })
  const call = await dial({ ...jack, callees: [callee] }, accepted)
  const [answered, ended] = [call.answered(), call.ended()]
  await emulator.advance(1_400)
  await expect(answered).resolves.toMatchObject({ answered: true, by: [callee] })
  await expect(ended).resolves.toMatchObject({ outcome: 'completed' })
  expect(errors).toEqual([])
  expect(seen.flatMap((event) => (event.type === 'members-changed' ? event.changes : []))).toMatchObject([
    { userId: callee, action: 'accepted' },
    { userId: callee, action: 'hung-up' },
  ])
  expect(seen[0]).toMatchObject({ type: 'call-started', media: 'video' })
})

test('an emulator that signs with another token or key is not believed', async () => {
  const { emulator, dial, seen, errors } = await startReceiving({
    callbackToken: 'another',
    ingestCallback: { url: 'http://127.0.0.1:9/', key: 'other' },
  })
  await dial(jack, accepted)
  await emulator.advance(400)
  expect(seen).toEqual([])
  expect(errors).toMatchObject([{ code: expect.any(String) }, { code: expect.any(String) }])
  expect(emulator.deliveries().map(({ attempts }) => attempts[0]?.status)).toEqual([401, 401])
})
