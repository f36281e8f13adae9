import { describe, expect } from 'vitest'
import type { CalleeBehaviour, Emulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import type { RawClient } from './support/raw-client.ts'

const show = 'call_engine_http_srv/get_call_info'
const end = 'call_engine_http_srv/end_call'
const lastCall = (emulator: Emulator) => emulator.calls().at(-1)
const statuses = (emulator: Emulator) => lastCall(emulator)?.members.map(({ status }) => status)

test('rings, is answered, and is returned in the vendor’s format', async ({ emulator, client }) => {
  const CallId = await client.ring(['jack'])
  expect((await client.command(show, { CallId })).Response).toEqual({
    CallInfo: { CallId, MediaType: 'Video', ChatGroupId: '', RoomId: 'room-42', RoomIdType: 2 },
    UserList: [
      { User_Account: 'robot', Status: 'Calling' },
      { User_Account: 'jack', Status: 'Waiting' },
    ],
  })
  await emulator.advance(399)
  expect(lastCall(emulator)?.state).toBe('ringing')
  await emulator.advance(1)
  expect(lastCall(emulator)).toMatchObject({ state: 'answered', answeredAt: emulator.now() })
  const { Response } = await client.command(show, { CallId })
  expect(Response?.UserList).toContainEqual({ User_Account: 'jack', Status: 'Calling' })
})

describe('how a call to one callee ends', () => {
  test.for<[string, CalleeBehaviour, number, string]>([
    ['answered and hung up', { does: 'answer', hangUpAfterMs: 5_000 }, 5_400, 'NormalEnd'],
    ['rejected', { does: 'reject', afterMs: 2_000 }, 2_000, 'Reject'],
    ['busy', { does: 'busy' }, 0, 'CallBusy'],
    ['offline', { does: 'offline' }, 0, 'Offline'],
    ['ignored', { does: 'ignore' }, 30_000, 'NotAnswer'],
    ['answered too late', { does: 'answer', afterMs: 30_001 }, 30_000, 'NotAnswer'],
  ])('%s', async ([, behaviour, afterMs, result], { emulator, client }) => {
    emulator.callee('jack', behaviour)
    const CallId = await client.ring(['jack'])
    if (afterMs > 0) await emulator.advance(afterMs - 1)
    if (afterMs > 0) expect((await client.command(show, { CallId })).ErrorCode).toBe(0)
    await emulator.advance(1)
    expect(lastCall(emulator)).toMatchObject({ state: 'ended', result })
    expect((await client.command(show, { CallId })).ErrorCode).toBe(101004)
    expect((await client.command(end, { CallId })).ErrorCode).toBe(101004)
  })

  test('ended by the server before the answer', async ({ emulator, client }) => {
    const CallId = await client.ring(['jack'])
    expect(await client.command(end, { CallId })).toMatchObject({ ActionStatus: 'OK', ErrorCode: 0 })
    await emulator.advance(60_000)
    expect(lastCall(emulator)).toMatchObject({
      result: 'Cancel',
      members: [{ status: 'Left' }, { status: 'Cancelled' }],
    })
  })

  test('ended by the server after the answer', async ({ emulator, client }) => {
    const CallId = await client.ring(['jack'])
    await emulator.advance(400)
    await client.command(end, { CallId })
    expect(lastCall(emulator)?.result).toBe('NormalEnd')
  })

  test('the connection breaks: Interrupt while talking, Offline while ringing', async ({ emulator, client }) => {
    const talking = await client.ring(['jack'])
    emulator.answer(talking, 'jack')
    emulator.loseConnection(talking, 'jack')
    expect(lastCall(emulator)?.result).toBe('Interrupt')
    emulator.loseConnection(await client.ring(['jack']), 'jack')
    expect(lastCall(emulator)?.result).toBe('Offline')
  })
})

describe('a group call', () => {
  test('continues while another callee rings or talks', async ({ emulator, client }) => {
    emulator.callee('jack', { does: 'answer', afterMs: 1_000, hangUpAfterMs: 1_000 })
    emulator.callee('jill', { does: 'reject', afterMs: 1_500 })
    emulator.callee('joan', { does: 'ignore' })
    await client.ring(['jack', 'jill', 'joan'])
    await emulator.advance(2_500)
    expect(statuses(emulator)).toEqual(['Calling', 'Left', 'Rejected', 'Waiting'])
    expect(lastCall(emulator)?.state).toBe('answered')
    await emulator.advance(27_500)
    expect(statuses(emulator)).toEqual(['Left', 'Left', 'Rejected', 'NotAnswered'])
    expect(lastCall(emulator)?.result).toBe('NormalEnd')
  })

  test('a callee listed twice rings once', async ({ emulator, client }) => {
    await client.ring(['jack', 'jack'])
    expect(emulator.rings('jack')).toBe(1)
  })

  test('nine callees do not ring, eight do', async ({ emulator, client }) => {
    const crowd = Array.from({ length: 9 }, (_, index) => `user-${index}`)
    await client.ring(crowd)
    await emulator.advance(29_999)
    expect(emulator.rings()).toBe(0)
    expect(lastCall(emulator)?.state).toBe('ringing')
    await emulator.advance(1)
    expect(lastCall(emulator)?.result).toBe('NotAnswer')
    await client.ring(crowd.slice(0, 8))
    expect(emulator.rings()).toBe(8)
  })
})

describe('how a group call ends', () => {
  test.for<[string, CalleeBehaviour, CalleeBehaviour, string]>([
    ['one talked', { does: 'answer', hangUpAfterMs: 1_000 }, { does: 'reject' }, 'NormalEnd'],
    ['one did not answer', { does: 'ignore' }, { does: 'reject' }, 'NotAnswer'],
    ['both declined', { does: 'reject' }, { does: 'reject' }, 'Reject'],
    ['one declined, one was busy', { does: 'busy' }, { does: 'reject' }, 'Reject'],
    ['both were busy', { does: 'busy' }, { does: 'busy' }, 'CallBusy'],
    ['one was busy, one unreachable', { does: 'offline' }, { does: 'busy' }, 'CallBusy'],
    ['both were unreachable', { does: 'offline' }, { does: 'offline' }, 'Offline'],
  ])('%s', async ([, jack, jill, result], { emulator, client }) => {
    emulator.callee('jack', jack)
    emulator.callee('jill', jill)
    const CallId = await client.ring(['jack', 'jill'])
    await emulator.advance(40_000)
    expect(lastCall(emulator)?.result).toBe(result)
    const { Response } = await client.command('call_record_http_srv/get_record_by_callid', { CallId })
    expect(Response?.CallRecord).toMatchObject({ CallType: 'MultiCall', CallResult: result })
  })

  test('the last connection breaks: Interrupt', async ({ emulator, client }) => {
    emulator.callee('jill', { does: 'reject' })
    const callId = await client.ring(['jack', 'jill'])
    await emulator.advance(400)
    emulator.loseConnection(callId, 'jack')
    expect(lastCall(emulator)?.result).toBe('Interrupt')
  })

  test('the server ends it while all ring: Cancel', async ({ emulator, client }) => {
    await client.command(end, { CallId: await client.ring(['jack', 'jill']) })
    expect(lastCall(emulator)).toMatchObject({ result: 'Cancel' })
  })
})

describe('a phone in one call', () => {
  test('is busy for the next call', async ({ emulator, client }) => {
    const first = await client.ring(['jack'])
    await client.ring(['jack'])
    await emulator.advance(0)
    expect(emulator.calls().find(({ callId }) => callId !== first)?.result).toBe('CallBusy')
    expect(emulator.rings('jack')).toBe(2)
  })

  test.for<[string, (emulator: Emulator, callId: string, client: RawClient) => unknown]>([
    ['hung up', (emulator, callId) => [emulator.answer(callId, 'jack'), emulator.hangUp(callId, 'jack')]],
    ['declined', (emulator, callId) => emulator.reject(callId, 'jack')],
    ['was cancelled', (_, CallId, client) => client.command(end, { CallId })],
  ])('is free again when it %s', async ([, act], { emulator, client }) => {
    await act(emulator, await client.ring(['jack']), client)
    const callId = await client.ring(['jack'])
    await emulator.advance(400)
    expect(emulator.calls().find((call) => call.callId === callId)?.state).toBe('answered')
  })
})

describe('callees with a ResultCode', () => {
  test('some callees: the others ring', async ({ emulator, client }) => {
    emulator.refuseCallee('jill', 70107)
    await client.ring(['jack', 'jill'])
    expect(emulator.rings('jill')).toBe(0)
    expect(statuses(emulator)).toEqual(['Calling', 'Waiting'])
    expect(emulator.requests('startCallByRobot')[0]?.response.body).toMatchObject({
      Response: { CallResult: [{ ResultCode: 0 }, { Callee_Account: 'jill', ResultCode: 70107 }] },
    })
  })

  test('all callees: there is no call', async ({ emulator, client }) => {
    emulator.refuseCallee('jill', 70107)
    const CallId = await client.ring(['jill'])
    expect(emulator.calls()).toEqual([])
    expect((await client.command(show, { CallId })).ErrorCode).toBe(101004)
  })
})

describe('the room', () => {
  test('an int room stays an int room', async ({ emulator, client }) => {
    await client.ring(['jack'], { CallInfo: { MediaType: 'Audio', RoomId: '1042', RoomIdType: 1 } })
    expect(lastCall(emulator)).toMatchObject({ room: { kind: 'int', id: '1042' }, media: 'Audio' })
  })

  test('no room: a new string room for each call', async ({ emulator, client }) => {
    await client.ring(['jack'], { CallInfo: { MediaType: 'Audio' } })
    await client.ring(['jill'], { CallInfo: { MediaType: 'Audio' } })
    const rooms = emulator.calls().map(({ room }) => room)
    expect(rooms[0]).toMatchObject({ kind: 'string', id: expect.stringMatching(/^call-/) })
    expect(rooms[0]).not.toEqual(rooms[1])
  })
})

test('answer, reject and hangUp only work in the right state', async ({ emulator, client }) => {
  const callId = await client.ring(['jack', 'jill'])
  expect(() => emulator.hangUp(callId, 'jack')).toThrow('jack is not talking')
  emulator.answer(callId, 'jack')
  emulator.reject(callId, 'jill')
  expect(() => emulator.answer(callId, 'jack')).toThrow('jack is not ringing')
  emulator.hangUp(callId, 'jack')
  expect(lastCall(emulator)?.result).toBe('NormalEnd')
  expect(() => emulator.hangUp(callId, 'jack')).toThrow('does not exist or has ended')
})

test('the timeline emits the events of a call', async ({ emulator, client }) => {
  const kinds: string[] = []
  const stop = emulator.on(({ kind }) => kinds.push(kind))
  const callId = await client.ring(['jack'])
  await emulator.advance(400)
  emulator.hangUp(callId, 'jack')
  stop()
  await client.ring(['jack'])
  expect(kinds).toEqual(['call-started', 'ring', 'request', 'answer', 'leave', 'call-ended'])
})
