import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setImmediate } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCallEvents, type DialedCall } from '../src/index.ts'
import { createNodeWebhookHandler } from '../src/webhooks.ts'
import { startEmulated, streamUrl } from './emulated.ts'

const jack = { robot: 'robot', callees: ['jack'], media: 'video' } as const
const accepted = { until: 'placed' } as const
const t0 = 1_767_225_600_000

/** A clock on which no poll ever comes due: what a call learns, it learns from events. */
const still = {
  now: () => Date.now(),
  sleep: (_ms: number, signal?: AbortSignal) =>
    new Promise<void>((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
}

/** The four callbacks that the vendor sends for an answered call. */
function story({ callId, room }: Pick<DialedCall, 'callId' | 'room'>) {
  const where = { CallId: callId, RoomId: String(room.id), RoomIdType: 2 }
  const member = (User_Account: string, Status: string) => ({ User_Account, Status })
  const change = (ActionType: string, UserList: object[], EventTime: number) => ({
    CallbackCommand: 'Call.CallbackAfterMemberChanged',
    CallId: callId,
    UserList,
    ChangedUserList: [{ User_Account: 'jack', ActionType }],
    EventTime,
  })
  const robot = member('robot', 'Calling')
  const record = { ...where, CallResult: 'NormalEnd', AcceptTime: t0 / 1000, CalleeList_Account: ['jack'] }
  return [
    {
      CallbackCommand: 'Call.CallbackAfterStartCall',
      CallInfo: where,
      UserList: [robot, member('jack', 'Waiting')],
      EventTime: t0,
    },
    change('Accept', [robot, member('jack', 'Calling')], t0 + 5_000),
    change('Hang Up', [robot], t0 + 20_000),
    { CallbackCommand: 'Call.CallbackAfterEndCall', CallRecord: record, EventTime: t0 + 21_000 },
  ]
}

function permutations<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  if (items.length <= 1) return [items]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

/** Every choice among four. */
const subsets = Array.from({ length: 16 }, (_, bits) => [0, 1, 2, 3].filter((at) => bits & (1 << at)))

test.each(permutations([0, 1, 2, 3]))(
  'callbacks in the order %i %i %i %i, each twice, and not one poll',
  async (...order) => {
    const events = createCallEvents()
    const { emulator, dial } = await startEmulated({ users: { jack: { does: 'ignore' } } }, { events, clock: still })
    const call = await dial(jack, accepted)
    const callbacks = story(call)
    const [answered, ended] = [call.answered(), call.ended()]
    for (const at of [...order, ...order]) {
      events.push(callbacks[at])
      await setImmediate()
    }
    await expect(answered).resolves.toMatchObject({ answered: true, by: ['jack'] })
    await expect(ended).resolves.toMatchObject({ outcome: 'completed' })
    expect(call.state).toBe('ended')
    expect(emulator.requests('getCallInfo')).toHaveLength(0)
  },
)

test.each(subsets.map((come) => ({ come })))('of the callbacks only $come come, late', async ({ come }) => {
  const events = createCallEvents()
  const { emulator, dial } = await startEmulated(
    { users: { jack: { does: 'answer', afterMs: 5_000, hangUpAfterMs: 15_000 } } },
    { events },
  )
  const call = await dial(jack, accepted)
  await emulator.advance(30_000)
  for (const at of come) events.push(story(call)[at])
  await expect(call.answered()).resolves.toMatchObject({ answered: true, by: ['jack'] })
  await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed' })
})

test('a late list from before the answer does not end a call whose answer a poll has seen', async () => {
  const events = createCallEvents()
  const { dial } = await startEmulated(
    { users: { jack: { does: 'answer', afterMs: 500, hangUpAfterMs: 60_000 } } },
    { events },
  )
  const call = await dial(jack, accepted)
  await call.answered()
  const [started] = story(call)
  events.push({ ...started, UserList: [{ User_Account: 'robot', Status: 'Calling' }] })
  const controller = new AbortController()
  const waiting = call.ended({ signal: controller.signal })
  controller.abort(new Error('enough'))
  await expect(waiting).rejects.toThrow('enough')
  expect(call.state).toBe('answered')
})

describe('streams', () => {
  const event = (taskId: string | undefined, EventType: number, EventMsTs: number, Status = 0) => ({
    EventGroupId: 7,
    EventType,
    CallbackMsTs: Date.now(),
    EventInfo: { EventMsTs, TaskId: taskId, Status },
  })

  async function playing() {
    const events = createCallEvents()
    const emulated = await startEmulated({ users: { jack: { does: 'ignore' } } }, { events, clock: still })
    const call = await emulated.dial({ ...jack, stream: { url: streamUrl, start: 'immediately' } }, accepted)
    events.push(story(call)[1])
    return { ...emulated, events, call }
  }

  test('the end of the stream is learned without asking, and ends the call', async () => {
    const { emulator, events, call } = await playing()
    const ended = call.ended()
    const asked = () => emulator.requests('describeStreamIngest').length + emulator.requests('getCallInfo').length
    await setImmediate()
    const before = asked()
    events.push(event(call.taskId, 701, t0 + 6_000))
    events.push(event('another', 702, t0 + 7_000))
    await setImmediate()
    expect(call.state).toBe('answered')
    events.push(event(call.taskId, 702, t0 + 8_000))
    await expect(ended).resolves.toMatchObject({ source: 'hang-up', stream: { taskId: call.taskId, result: 'ended' } })
    expect(asked() - before).toBeLessThanOrEqual(1) // the one that a start of the stream may cause
    expect(emulator.requests('stopStreamIngest')).toHaveLength(0)
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  })

  test('an end that arrives before the beginning is an end', async () => {
    const { events, call } = await playing()
    events.push(event(call.taskId, 702, t0 + 8_000))
    events.push(event(call.taskId, 701, t0 + 6_000))
    await expect(call.ended()).resolves.toMatchObject({ stream: { result: 'ended' } })
  })

  test('a beginning, a failure and another try end nothing', async () => {
    const { events, call } = await playing()
    for (const [at, status] of [1, 2, 1, 2, 0].entries()) events.push(event(call.taskId, 701, t0 + 6_000 + at, status))
    const controller = new AbortController()
    const ended = call.ended({ signal: controller.signal })
    await setImmediate()
    controller.abort(new Error('enough'))
    await expect(ended).rejects.toThrow('enough')
    expect(call.state).toBe('answered')
  })

  test('with every event lost, polling finds the end', async () => {
    const { dial } = await startEmulated({}, { events: createCallEvents() })
    const call = await dial({ ...jack, stream: { url: streamUrl } })
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
  })
})

test('from the wire: both kinds of webhooks, signed, drive a call to its end', async () => {
  const [key, secret] = ['key0of0this0test', { name: 'token', value: 'url-secret-of-this-test' }]
  const events = createCallEvents()
  const { emulator, dial, calls } = await startEmulated(
    { users: { jack: { does: 'ignore' } } },
    { events, clock: still },
  )
  const { sdkAppId } = calls
  const server = createServer(createNodeWebhookHandler({ sdkAppId, call: { secret }, trtc: { key }, events }))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const post = async (address: string, body: object, headers: Record<string, string> = {}) => {
    const text = JSON.stringify(body)
    const Sign = createHmac('sha256', key).update(text).digest('base64')
    const signed = 'EventType' in body ? { Sign, SdkAppId: String(sdkAppId) } : headers
    expect((await fetch(address, { method: 'POST', body: text, headers: signed })).status).toBe(200)
  }

  const call = await dial({ ...jack, stream: { url: streamUrl } }, accepted)
  const [, answer] = story(call)
  const answered = call.answered()
  await post(
    `${url}?token=${secret.value}&SdkAppid=${sdkAppId}&CallbackCommand=${answer?.CallbackCommand}`,
    answer ?? {},
  )
  await expect(answered).resolves.toMatchObject({ answered: true, by: ['jack'] })
  expect(emulator.tasks()).toMatchObject([{ taskId: call.taskId, status: 'InProgress' }])

  const ended = call.ended()
  await post(url, {
    EventType: 702,
    CallbackMsTs: Date.now(),
    EventInfo: { TaskId: call.taskId, EventMsTs: Date.now() },
  })
  await expect(ended).resolves.toMatchObject({ outcome: 'completed', stream: { result: 'ended' } })
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
})
