import { expect, test } from 'vitest'
import { createTrtcCall, type SavedCall, stringRoom } from '../src/index.ts'
import { conventions, startEmulated, streamUrl } from './emulated.ts'

const playing = {
  robot: 'robot',
  callees: ['jack'],
  media: 'video',
  stream: { url: streamUrl, repeat: 'forever' },
} as const

const removals = ['removeUser', 'removeUserByStrRoomId'] as const

/** A call that plays, and its handle as it was saved before. */
async function startedElsewhere(options: Parameters<typeof startEmulated>[0] = {}) {
  const app = await startEmulated(options)
  const placed = await app.dial(playing, { until: 'placed' })
  const saved: SavedCall = JSON.parse(JSON.stringify(placed))
  await placed.answered()
  expect(app.emulator.tasks()).toMatchObject([{ status: 'InProgress' }])
  return { ...app, saved }
}

test.each(conventions)('a stream that another process started is stopped, too (%s)', async (ingestRoomIdType) => {
  const { emulator, resumeCall, saved } = await startedElsewhere({ ingestRoomIdType })
  const resumed = resumeCall(saved)
  await expect(resumed.hangUp()).resolves.toEqual({ call: 'ended', stream: 'stopped', errors: [] })
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'removed' }])
  await expect(resumed.hangUp()).resolves.toMatchObject({ call: 'already-ended', stream: 'already-ended' })
})

test('also after the end of the call, when no one hears it', async () => {
  const { emulator, calls, resumeCall, saved } = await startedElsewhere()
  await calls.endCall({ CallId: saved.callId ?? '' })
  const resumed = resumeCall(saved)
  await resumed.ended()
  await expect(resumed.hangUp()).resolves.toMatchObject({ call: 'already-ended', stream: 'stopped' })
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
})

test('a stream that was never started is none, however often hangUp is called', async () => {
  const { emulator, dial, resumeCall } = await startEmulated({ users: { jack: { does: 'ignore' } } })
  const saved = (await dial(playing, { until: 'placed' })).toJSON()
  const resumed = resumeCall(saved)
  await expect(resumed.hangUp()).resolves.toEqual({ call: 'ended', stream: 'none', errors: [] })
  await expect(resumed.hangUp()).resolves.toEqual({ call: 'already-ended', stream: 'none', errors: [] })
  expect(emulator.requests('startStreamIngest')).toEqual([])
})

test('without cloud access the call is ended, and the stream is said to be unknown', async () => {
  const { emulator, saved } = await startedElsewhere()
  const { cloud: _, ...callsOnly } = emulator.clientOptions
  const resumed = createTrtcCall(callsOnly).resumeCall(saved)
  await expect(resumed.hangUp()).resolves.toEqual({ call: 'ended', stream: 'unknown', errors: [] })
  await expect(resumed.hangUp()).resolves.toEqual({ call: 'already-ended', stream: 'unknown', errors: [] })
})

test('a removal that fails is reported, and can be tried again', async () => {
  const { emulator, resumeCall, saved } = await startedElsewhere()
  emulator.script('removeUserByStrRoomId', { code: 'UnauthorizedOperation.SdkAppId' })
  const resumed = resumeCall(saved)
  await expect(resumed.hangUp()).rejects.toMatchObject({ dial: { cleanUp: { call: 'ended', stream: 'failed' } } })
  await expect(resumed.hangUp()).resolves.toMatchObject({ stream: 'stopped' })
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
})

test('every hangUp during the start of the stream waits for it', async () => {
  const hangUps: Promise<unknown>[] = []
  const { emulator, dial, resumeCall } = await startEmulated(
    {},
    {
      observe({ type, request }) {
        if (type === 'attempt-start' && request.operation === 'startStreamIngest' && hangUps.length === 0)
          hangUps.push(resumed.hangUp(), resumed.hangUp())
      },
    },
  )
  const resumed = resumeCall((await dial(playing, { until: 'placed' })).toJSON())
  await resumed.answered()
  await expect(Promise.all(hangUps)).resolves.toMatchObject([{ stream: 'stopped' }, { stream: 'stopped' }])
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist' }])
})

test('a stream that starts after hangUp has timed out is stopped by the process that started it', async () => {
  const failures: Promise<unknown>[] = []
  const { emulator, dial, resumeCall } = await startEmulated(
    {},
    {
      observe({ type, request }) {
        if (type === 'attempt-start' && request.operation === 'startStreamIngest')
          failures.push(resumed.hangUp({ timeoutMs: 1 }).catch((error) => error))
      },
    },
  )
  emulator.script('startStreamIngest', { delayMs: 100 })
  emulator.script('endCall', { delayMs: 100, execute: false })
  const resumed = resumeCall((await dial(playing, { until: 'placed' })).toJSON())
  await resumed.answered()
  await expect(failures[0]).resolves.toBeInstanceOf(Error)
  expect(emulator.tasks()).toMatchObject([{ status: 'NotExist', endReason: 'stopped' }])
})

test('no one is removed for a handle without a stream, or for the one that placed the call', async () => {
  const { emulator, dial, resumeCall } = await startEmulated()
  const { stream: _, ...silent } = playing
  const call = await dial({ ...silent, room: stringRoom('room-42') })
  await expect(resumeCall(call.toJSON()).hangUp()).resolves.toMatchObject({ call: 'ended', stream: 'none' })
  const unanswered = await dial(playing, { until: 'placed' })
  await expect(unanswered.hangUp()).resolves.toMatchObject({ call: 'ended', stream: 'none' })
  expect(removals.flatMap((operation) => emulator.requests(operation))).toEqual([])
})
