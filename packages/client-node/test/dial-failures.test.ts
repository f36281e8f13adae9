import { describe, expect, test } from 'vitest'
import { createCallEvents, stringRoom } from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const jack = { robot: 'robot', callees: ['jack'], media: 'video' } as const
const playing = { ...jack, stream: { url: streamUrl } } as const

describe.each(conventions)('when dial fails, where rooms are numbered as the %s says', (ingestRoomIdType) => {
  test('an abort before the answer hangs up; its own reason is thrown', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, users: { jack: { does: 'ignore' } } })
    const controller = new AbortController()
    const reason = new Error('the user changed their mind')
    const placed = dial(playing, { signal: controller.signal, onPlaced: () => controller.abort(reason) })

    await expect(placed).rejects.toBe(reason)
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
  })

  test('an abort after the answer only stops the waiting', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    const call = await dial(playing)
    const controller = new AbortController()
    const waiting = call.ended({ signal: controller.signal })
    controller.abort(new Error('enough'))

    await expect(waiting).rejects.toThrow('enough')
    expect(emulator.calls()).toMatchObject([{ state: 'answered' }])
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
    await expect(call.ended()).resolves.toMatchObject({ outcome: 'completed' })
  })

  test('a refused stream first ends the call; the error has the handle and what was undone', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    emulator.script('startStreamIngest', { code: 'FailedOperation.RestrictedConcurrency', times: 5 })
    const error = await dial(playing).catch((thrown) => thrown)

    expect(error).toMatchObject({
      code: 'ERR_API',
      vendorCode: 'FailedOperation.RestrictedConcurrency',
      outcome: 'refused',
    })
    expect(error.dial.cleanUp).toEqual({ call: 'ended', stream: 'none', errors: [] })
    expect(JSON.parse(JSON.stringify(error.dial))).toMatchObject({
      callId: error.dial.call.callId,
      cleanUp: { call: 'ended' },
    })
    expect(JSON.stringify(error.dial) + JSON.stringify(error)).not.toContain('signature')
    expect(error.dial.call.callId).toBe(emulator.calls()[0]?.callId)
    expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
  })

  test('an unknown start that cannot be undone either is reported, and is never sent again', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    await (await dial(playing)).hangUp()
    emulator.script('startStreamIngest', { execute: true, then: 'drop' })
    emulator.script('removeUserByStrRoomId', { code: 'UnauthorizedOperation.SdkAppId', times: 2 })
    const error = await dial(playing).catch((thrown) => thrown)
    expect(error.dial.cleanUp).toMatchObject({ call: 'ended', stream: 'failed', errors: [{ kind: 'permission' }] })
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }, { status: 'InProgress' }])

    const sent = emulator.requests('startStreamIngest').length
    await expect(error.dial.call.hangUp()).resolves.toMatchObject({ stream: 'stopped' })
    expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }, { status: 'NotExist' }])
    expect(emulator.requests('startStreamIngest')).toHaveLength(sent)
  })

  test('what could not be undone is in the error', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    emulator.script('startStreamIngest', { code: 'FailedOperation.NotAllowed', times: 5 })
    emulator.script('endCall', { code: 60010 })
    const error = await dial(playing).catch((thrown) => thrown)

    expect(error).toMatchObject({ vendorCode: 'FailedOperation.NotAllowed' })
    expect(error.dial.cleanUp).toMatchObject({ call: 'failed', errors: [{ vendorCode: 60010 }] })
    await expect(error.dial.call.hangUp()).resolves.toMatchObject({ call: 'ended' })
  })

  test.each(['drop', 'half-json'] as const)(
    'a start of a stream that ends in %s is undone by removing the bot',
    async (then) => {
      const { emulator, dial } = await startEmulated({ ingestRoomIdType })
      const learning = await dial(playing)
      await learning.hangUp()
      const before = emulator.requests('startStreamIngest').length
      emulator.script('startStreamIngest', { execute: true, then })
      const error = await dial(playing).catch((thrown) => thrown)

      expect(error).toMatchObject({ operation: 'startStreamIngest', outcome: 'unknown' })
      expect(emulator.requests('startStreamIngest')).toHaveLength(before + 1)
      expect(emulator.requests('removeUserByStrRoomId')).toHaveLength(1)
      expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }, { status: 'NotExist' }])
      expect(emulator.calls()).toMatchObject([{ state: 'ended' }, { state: 'ended' }])
      expect(emulator.rings('jack')).toBe(2)
      expect(error.dial.cleanUp).toEqual({ call: 'ended', stream: 'already-ended', errors: [] })
    },
  )

  test('a call of unknown outcome rings once and is found again in the records by its room', async () => {
    const { emulator, dial, findCall } = await startEmulated({ ingestRoomIdType, users: { jack: { does: 'reject' } } })
    emulator.script('startCallByRobot', { execute: true, then: 'drop' })
    const error = await dial(playing).catch((thrown) => thrown)

    expect(error).toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown', operation: 'startCallByRobot' })
    expect(error.hint).toContain('findCall(error.dial.placement)')
    expect(error.random).toBeTypeOf('number')
    expect(emulator.rings('jack')).toBe(1)
    const { placement } = error.dial
    expect(placement).toMatchObject({ room: { kind: 'string' }, robot: 'robot', sentAt: expect.any(Number) })
    await expect(findCall(placement)).resolves.toBeUndefined()

    await emulator.advance(10_000)
    const call = await findCall(placement)
    expect(call?.callId).toBe(emulator.calls()[0]?.callId)
    await expect(call?.ended()).resolves.toMatchObject({ outcome: 'rejected', source: 'record' })
  })

  test('or in a callback, while it still rings', async () => {
    const events = createCallEvents()
    const { emulator, dial, findCall } = await startEmulated(
      { ingestRoomIdType, users: { jack: { does: 'ignore' } } },
      { events },
    )
    emulator.script('startCallByRobot', { execute: true, then: 'drop' })
    const error = await dial(playing).catch((thrown) => thrown)
    const [ringing] = emulator.calls()
    const CallInfo = { CallId: ringing?.callId, RoomId: error.dial.placement.room.id, RoomIdType: 2 }
    events.push({ CallbackCommand: 'Call.CallbackAfterStartCall', CallInfo, UserList: [], EventTime: 0 })

    const call = await findCall(error.dial.placement)
    await expect(call?.hangUp()).resolves.toMatchObject({ call: 'ended' })
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
  })

  test('a success without CallId is said to be unobservable, and no stream waits for it', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, startResponse: 'reference' })
    const call = await dial(playing)
    expect(call).toMatchObject({ state: 'unobservable', callId: undefined })
    await expect(call.answered()).rejects.toMatchObject({
      code: 'ERR_PROTOCOL',
      hint: expect.stringContaining('findCall'),
    })
    await expect(call.hangUp()).resolves.toMatchObject({ call: 'unobservable', stream: 'none' })
    expect(emulator.requests('startStreamIngest')).toHaveLength(0)
  })

  test('with callbacks even such a call is followed', async () => {
    const events = createCallEvents()
    const { emulator, dial } = await startEmulated({ ingestRoomIdType, startResponse: 'reference' }, { events })
    const call = await dial(playing)
    const answered = call.answered()
    const [placed] = emulator.calls()
    events.push({
      CallbackCommand: 'Call.CallbackAfterStartCall',
      CallInfo: { CallId: placed?.callId, RoomId: String(call.room.id), RoomIdType: 2 },
      UserList: [{ User_Account: 'jack', Status: 'Waiting' }],
    })
    await expect(answered).resolves.toMatchObject({ answered: true, by: ['jack'] })
    expect(emulator.tasks()).toMatchObject([{ status: 'InProgress', room: call.room }])
  })

  test('a callback that has come already is enough to hang up such a call', async () => {
    const events = createCallEvents()
    const { emulator, dial } = await startEmulated(
      { ingestRoomIdType, startResponse: 'reference', users: { jack: { does: 'ignore' } } },
      { events },
    )
    const call = await dial(playing)
    const [placed] = emulator.calls()
    events.push({ CallInfo: { CallId: placed?.callId, RoomId: String(call.room.id), RoomIdType: 2 }, UserList: [] })
    expect(call.state).toBe('ringing')
    await expect(call.hangUp()).resolves.toMatchObject({ call: 'ended' })
    expect(emulator.calls()).toMatchObject([{ state: 'ended', result: 'Cancel' }])
  })

  test('an earlier call in the same room is not taken for the one that was lost', async () => {
    const { dial, findCall } = await startEmulated({ ingestRoomIdType, users: { jack: { does: 'reject' } } })
    const room = stringRoom('room-42')
    const earlier = await dial({ ...playing, room })
    await earlier.ended()
    const placement = { ...earlier.toJSON().placement, sentAt: earlier.toJSON().placement.sentAt + 120_000 }
    await expect(findCall(placement)).resolves.toBeUndefined()
    await expect(findCall({ ...earlier.toJSON().placement, callees: ['jill'] })).resolves.toBeUndefined()
    await expect(findCall(earlier.toJSON().placement)).resolves.toMatchObject({ callId: earlier.callId })
  })

  test.each([
    [undefined, 'missing'],
    [{}, 'type'],
    ['room-42', 'type'],
    [{ room: 'room-42', sentAt: 1, callees: ['jack'] }, 'type'],
    [{ room: stringRoom('room-42'), callees: ['jack'] }, 'type'],
    [{ room: stringRoom('room-42'), sentAt: 1 }, 'type'],
  ])('findCall refuses %j, which is no placement', async (placement, reason) => {
    const { emulator, findCall } = await startEmulated({ ingestRoomIdType })
    const found = findCall(placement as never)
    await expect(found).rejects.toMatchObject({ code: 'ERR_INPUT', field: 'placement', reason })
    expect(emulator.requests()).toEqual([])
  })

  test('polling survives a short outage', async () => {
    const { emulator, dial } = await startEmulated({ ingestRoomIdType })
    emulator.script('getCallInfo', { then: { status: 502 }, times: 7 })
    const call = await dial(playing)
    expect(call.state).toBe('answered')
    expect(emulator.rings('jack')).toBe(1)
  })
})
