import type { Emulator, FaultResponse } from '@trtc-call/emulator'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startEmulated, streamUrl } from './emulated.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

const lost: readonly (readonly [string, FaultResponse, string])[] = [
  ['a dropped connection', 'drop', 'ERR_CONNECTION'],
  ['a reset connection', 'reset', 'ERR_CONNECTION'],
  ['a timeout', 'hang', 'ERR_TIMEOUT'],
  ['a gateway error', { status: 502 }, 'ERR_PROTOCOL'],
  ['half a JSON', 'half-json', 'ERR_PROTOCOL'],
  ['a page of HTML', 'html', 'ERR_PROTOCOL'],
  ['a redirect', 'redirect', 'ERR_PROTOCOL'],
]

/** A redirect is not a passing fault: it would come again. */
const passing = lost.filter(([, then]) => then !== 'redirect')

// A timeout passes only when the test says so: a busy machine must not turn another fault into one.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const attemptTimeoutMs = 1_000

/** Scripts the fault; the attempt times out as soon as the vendor has acted, where no answer comes. */
function scriptLost(emulator: Emulator, operation: string, then: FaultResponse): void {
  emulator.script(operation, { execute: true, then })
  if (then !== 'hang') return
  const stop = emulator.on(({ kind, operationId }) => {
    if (kind !== 'request' || operationId !== operation) return
    stop()
    void vi.advanceTimersByTimeAsync(attemptTimeoutMs)
  })
}

test.each(lost)('%s after the vendor acted is an unknown outcome and exactly one ring', async (_what, then, code) => {
  const { emulator, calls } = await startEmulated({}, { attemptTimeoutMs })
  scriptLost(emulator, 'startCallByRobot', then)
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code, outcome: 'unknown', attempts: 1 })
  expect(emulator.rings('jack')).toBe(1)
  expect(emulator.requests('startCallByRobot')).toHaveLength(1)
})

test.each([101001, 60008, 60013])('%i does not say whether it rang, so it is not rung again', async (code) => {
  const { emulator, calls } = await startEmulated()
  emulator.script('startCallByRobot', { execute: true, code })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({
    code: 'ERR_API',
    outcome: 'unknown',
    vendorCode: code,
  })
  expect(emulator.rings('jack')).toBe(1)
})

test.each([60007, 60011])('%i was refused before it rang, so it is sent again', async (code) => {
  const { emulator, calls } = await startEmulated()
  emulator.script('startCallByRobot', { execute: false, code })
  await expect(calls.startCallByRobot(ring)).resolves.toMatchObject({ CallId: expect.any(String) })
  expect(emulator.rings('jack')).toBe(1)
  expect(emulator.requests('startCallByRobot')).toHaveLength(2)
})

test.each(passing)('end_call recovers automatically from %s', async (_what, then) => {
  const { emulator, calls } = await startEmulated({}, { attemptTimeoutMs })
  const { CallId = '' } = await calls.startCallByRobot(ring)
  scriptLost(emulator, 'endCall', then)
  await expect(calls.endCall({ CallId })).resolves.toBeDefined()
  expect(emulator.calls()).toMatchObject([{ state: 'ended' }])
})

test.each(passing)('a describe recovers automatically from %s', async (_what, then) => {
  const { emulator, calls, trtc } = await startEmulated({}, { attemptTimeoutMs })
  const { value } = await calls.userSigFor('robot', 60_000)
  const start = { RoomId: 'room-42', RoomIdType: 1, UserId: 'robot', UserSig: value, StreamUrl: streamUrl } as const
  const { TaskId } = (await trtc?.startStreamIngest(start)) ?? { TaskId: '' }
  scriptLost(emulator, 'describeStreamIngest', then)
  await expect(trtc?.describeStreamIngest({ TaskId })).resolves.toMatchObject({ Status: 'InProgress' })
})

test('a call that never existed is not taken for one that was ended', async () => {
  const { calls } = await startEmulated()
  await expect(calls.endCall({ CallId: 'no-such-call' })).rejects.toMatchObject({
    vendorCode: 101004,
    outcome: 'refused',
  })
})

test('a clock that is off is measured, and the request signed once more', async () => {
  const { emulator, calls, trtc } = await startEmulated()
  emulator.setClockSkew(-30 * 60_000)
  await expect(trtc?.describeStreamIngest({ TaskId: 'none' })).resolves.toMatchObject({ Status: 'NotExist' })
  expect(emulator.requests('describeStreamIngest')).toHaveLength(2)
  emulator.setClockSkew(48 * 60 * 60_000)
  await expect(calls.startCallByRobot(ring)).resolves.toMatchObject({ CallId: expect.any(String) })
  expect(emulator.rings('jack')).toBe(1)
})
