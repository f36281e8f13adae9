import { describe, expect } from 'vitest'
import { type EmulatorSnapshot, startEmulator } from '../src/index.ts'
import { sendRequest } from './support/control.ts'
import { test } from './support/harness.ts'
import { createRawClient } from './support/raw-client.ts'

const stateOf = (emulator: { calls(): unknown; tasks(): unknown; rings(): unknown; now(): unknown }) => ({
  calls: emulator.calls(),
  tasks: emulator.tasks(),
  rings: emulator.rings(),
  now: emulator.now(),
})

test('another emulator continues from the snapshot', async ({ emulator, client }) => {
  await client.command('im_open_login_svc/multiaccount_import', { AccountList: [{ UserID: 'jack' }] })
  await client.command('call_config/set_callback', {
    Url: 'http://127.0.0.1:9/callback?token=x',
    CallbackCommandList: ['Call.CallbackAfterEndCall'],
  })
  emulator.callee('jill', { does: 'ignore' })
  emulator.script('endCall', { code: 60008, probability: 0.5 })
  const over = await client.ring(['jane'])
  await emulator.advance(400)
  emulator.hangUp(over, 'jane')
  await emulator.advance(3_000)
  const callId = await client.ring(['jack', 'jill'])
  await emulator.advance(400)
  const { TaskId } = await client.action('StartStreamIngest', client.ingest({ Volume: 30 }))
  await client.action('UpdateStreamIngest', { SdkAppId: client.sdkAppId, TaskId, IsPause: true })

  const snapshot = JSON.parse(JSON.stringify(emulator.snapshot())) as EmulatorSnapshot
  const other = await startEmulator({ clock: 'virtual' })
  other.restore(snapshot)
  expect({ ...stateOf(other), tasks: [] }).toEqual({ ...stateOf(emulator), tasks: [] })
  expect(other.tasks()).toMatchObject([{ taskId: TaskId, volume: 30, isPaused: true, audience: [{ userId: 'jack' }] }])
  expect(other.snapshot()).toEqual(snapshot)

  // jill rings until the timeout of the call, and the record of the other call becomes readable at its time.
  const elsewhere = createRawClient(other)
  const readRecord = () => elsewhere.command('call_record_http_srv/get_record_by_callid', { CallId: over })
  await other.advance(1_599)
  expect((await readRecord()).ErrorCode).toBe(101050)
  await other.advance(1)
  expect((await readRecord()).ErrorCode).toBe(0)
  await other.advance(30_000 - 2_000 - 1)
  expect(other.calls().find((call) => call.callId === callId)?.members[2]?.status).toBe('Waiting')
  await other.advance(1)
  expect(other.calls().find((call) => call.callId === callId)?.members[2]?.status).toBe('NotAnswered')
  expect((await elsewhere.command('call_config/get_callback', {})).Response).toMatchObject({
    Url: 'http://127.0.0.1:9/callback?token=x',
  })
  await other.close()
})

test('restores the state: later changes are undone, and phones ring again', async ({ emulator, client }) => {
  const callId = await client.ring(['jack'])
  const before = emulator.snapshot()
  await emulator.advance(400)
  emulator.hangUp(callId, 'jack')
  await client.ring(['jill'])
  await client.action('StartStreamIngest', client.ingest())
  emulator.restore(before)
  expect(emulator.calls()).toMatchObject([{ callId, state: 'ringing' }])
  expect(emulator.tasks()).toEqual([])
  expect(emulator.snapshot()).toEqual(before)
  await emulator.advance(399)
  expect(emulator.calls()).toMatchObject([{ state: 'ringing' }])
  await emulator.advance(1)
  expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
})

describe('rejects anything but a snapshot of the same applications', () => {
  test.for<[string, (good: EmulatorSnapshot) => unknown]>([
    ['nothing', () => ({})],
    ['another version', (good) => ({ ...good, version: 2 })],
    ['another field', (good) => ({ ...good, more: 1 })],
    ['no application', (good) => ({ ...good, apps: [] })],
    ['the same application twice', (good) => ({ ...good, apps: [...good.apps, ...good.apps] })],
    ['an application without its fields', (good) => ({ ...good, apps: [{ sdkAppId: good.apps[0]?.sdkAppId }] })],
    ['an application that is not an object', (good) => ({ ...good, apps: [null] })],
    ['malformed calls', (good) => ({ ...good, apps: good.apps.map((app) => ({ ...app, calls: [{}] })) })],
    ['an invalid behaviour', (good) => withBehaviour(good, { does: 'explode' })],
    ['no faults', ({ faults: _, ...good }) => good],
    ['an invalid fault', (good) => withFault(good, 'endCall', { then: 'explode' })],
    ['a fault of an unknown operation', (good) => withFault(good, 'startCall', { then: 'drop' })],
    ['a skew that is not a number', (good) => ({ ...good, skewMs: '0' })],
    ['an invalid time', (good) => ({ ...good, now: 1e300 })],
    ['another application', (good) => ({ ...good, apps: good.apps.map((app) => ({ ...app, sdkAppId: 1 })) })],
  ])('%s', async ([, spoil], { emulator, client }) => {
    await client.ring(['jack'])
    const before = emulator.snapshot()
    expect(() => emulator.restore(spoil(before) as EmulatorSnapshot)).toThrow(TypeError)
    expect(emulator.snapshot()).toEqual(before)
  })
})

function withBehaviour(good: EmulatorSnapshot, behaviour: object): unknown {
  return {
    ...good,
    apps: good.apps.map((app) => ({ ...app, phones: { ...app.phones, behaviours: { jack: behaviour } } })),
  }
}

function withFault(good: EmulatorSnapshot, operationId: string, fault: object): unknown {
  return { ...good, faults: [{ operationId, fault, left: 1, seen: 0 }] }
}

test('a fault without a limit continues after a restore', async ({ emulator }) => {
  emulator.script('endCall', { code: 60008, times: Number.POSITIVE_INFINITY })
  emulator.restore(JSON.parse(JSON.stringify(emulator.snapshot())) as EmulatorSnapshot)
  expect(emulator.snapshot().faults).toMatchObject([{ left: null }])
})

test('ids stay unique after a restore from an emulator with the same seed', async () => {
  const first = await startEmulator({ clock: 'virtual', seed: 7 })
  const second = await startEmulator({ clock: 'virtual', seed: 7 })
  const [one, other] = [createRawClient(first), createRawClient(second)]
  await one.ring(['jack'])
  await one.action('StartStreamIngest', one.ingest())
  second.restore(first.snapshot())
  await other.ring(['jill'])
  await other.action('StartStreamIngest', other.ingest({ RoomId: 'elsewhere' }))
  expect(new Set(second.calls().map(({ callId }) => callId)).size).toBe(2)
  expect(new Set(second.tasks().map(({ taskId }) => taskId)).size).toBe(2)
  await first.close()
  await second.close()
})

test('over the control API too', async ({ emulator, client }) => {
  await client.ring(['jack'])
  const { body, status } = await sendRequest(emulator, 'POST', '/_emulator/snapshot')
  expect(status).toBe(200)
  await emulator.advance(60_000)
  expect(await sendRequest(emulator, 'POST', '/_emulator/restore', { body })).toMatchObject({ status: 200 })
  expect(emulator.calls()).toMatchObject([{ state: 'ringing' }])
  expect(await sendRequest(emulator, 'POST', '/_emulator/restore', { body: {} })).toMatchObject({ status: 400 })
})
