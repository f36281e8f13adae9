import { expect, onTestFinished, test, vi } from 'vitest'
import type { Limiter } from '../src/index.ts'
import { callsOn, play, rejectionOf, ring, trtcOn } from './support/clients.ts'
import { VirtualClock } from './support/virtual-clock.ts'
import type { Step } from './support/wire.ts'
import { brokenBody, callError, callOk, createWire, drop, respondWith, trtcError, trtcOk } from './support/wire.ts'

const passing: Readonly<Record<string, Step>> = {
  'a dropped connection': drop(),
  'a broken body': brokenBody,
  'a 502': respondWith('', 502),
  'half a JSON': respondWith('{"Act'),
}
const callId = { CallId: 'c-1' }
const taskId = { TaskId: 't-1' }

test.each(Object.entries(passing))('after %s, endCall is retried automatically', async (_, step) => {
  const wire = createWire(step, callOk())
  await expect(callsOn(wire).endCall(callId)).resolves.toEqual({ RequestId: 'ok-1' })
  expect(wire.requests).toHaveLength(2)
})

test.each(Object.entries(passing))('after %s, describes are retried automatically', async (_, step) => {
  const info = createWire(step, callOk({ CallId: 'c-1' }))
  await expect(callsOn(info).getCallInfo(callId)).resolves.toMatchObject({ CallId: 'c-1' })
  const stream = createWire(step, step, trtcOk({ Status: 'InProgress' }))
  await expect(trtcOn(stream).describeStreamIngest(taskId)).resolves.toMatchObject({ Status: 'InProgress' })
  expect([info.requests.length, stream.requests.length]).toEqual([2, 3])
})

test.each([...Object.entries(passing), ['a failure inside the vendor', callError(101001)] as const])(
  'after %s, 101004 says that endCall has done its work',
  async (_, step) => {
    const wire = createWire(step, callError(101004))
    await expect(callsOn(wire).endCall(callId)).resolves.toEqual({})
    expect(wire.requests).toHaveLength(2)
  },
)

test.each([...Object.entries(passing), ['a failure inside the vendor', trtcError('InternalError')] as const])(
  'after %s, FailedOperation.TaskFinished says that stopStreamIngest has done its work',
  async (_, step) => {
    const wire = createWire(step, trtcError('FailedOperation.TaskFinished'))
    await expect(trtcOn(wire).stopStreamIngest(taskId)).resolves.toEqual({})
  },
)

test.each([...Object.entries(passing), ['a failure inside the vendor', callError(100001)] as const])(
  'after %s, 100301 says that deleteCallback has done its work',
  async (_, step) => {
    const wire = createWire(step, callError(100301))
    await expect(callsOn(wire).deleteCallback()).resolves.toEqual({})
  },
)

test('at the first attempt the same codes are errors', async () => {
  const ended = callsOn(createWire(callError(101004))).endCall(callId)
  await expect(ended).rejects.toMatchObject({ code: 'ERR_API', vendorCode: 101004, kind: 'not-found', attempts: 1 })
  const deleted = callsOn(createWire(callError(100301))).deleteCallback()
  await expect(deleted).rejects.toMatchObject({ vendorCode: 100301, outcome: 'refused' })
  const stopped = trtcOn(createWire(trtcError('FailedOperation.TaskFinished'))).stopStreamIngest(taskId)
  await expect(stopped).rejects.toMatchObject({ vendorCode: 'FailedOperation.TaskFinished', outcome: 'refused' })
})

test('after an attempt that was not executed they are errors too', async () => {
  const expired = callError(70001, '', { date: new Date(Date.UTC(2026, 0, 3)).toUTCString() })
  for (const first of [callError(60007), drop('ECONNREFUSED'), expired]) {
    const wire = createWire(first, callError(101004))
    await expect(callsOn(wire).endCall(callId)).rejects.toMatchObject({ vendorCode: 101004, attempts: 2 })
  }
})

test('101004 counts as success only for endCall', async () => {
  const wire = createWire(drop(), callError(101004))
  await expect(callsOn(wire).getCallInfo(callId)).rejects.toMatchObject({ vendorCode: 101004, outcome: 'refused' })
})

test('each attempt has its own random and the same body', async () => {
  const wire = createWire(drop(), drop(), callOk())
  const numbers = [0.25, 0, 0.5, 0, 0.75]
  await callsOn(wire, { random: () => numbers.shift() ?? 0 }).endCall(callId)
  const randoms = wire.requests.map(({ url }) => new URL(url).searchParams.get('random'))
  expect(randoms).toEqual([String(2 ** 30), String(2 ** 31), String(3 * 2 ** 30)])
  expect(new Set(wire.requests.map(({ init }) => init.body)).size).toBe(1)
})

test('an expired UserSig is refreshed once, with the skew from Date', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 2)).flowing()
  const date = new Date(clock.now() + 3_600_000).toUTCString()
  const asked: number[] = []
  const userSig = ({ now }: { now: number }) => {
    asked.push(now - clock.now())
    return { value: `signed-${asked.length}`, expiresAt: now + 86_400_000 }
  }
  const wire = createWire(callError(70001, '', { date }), callOk({ CallId: 'c-1' }), callOk())
  const calls = callsOn(wire, { clock, userSig, sdkSecretKey: undefined })
  await expect(calls.startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'c-1' })
  await calls.getCallInfo(callId)
  expect(asked).toEqual([0, 3_600_000])
  const sent = wire.requests.map(({ url }) => new URL(url).searchParams.get('usersig'))
  expect(sent).toEqual(['signed-1', 'signed-2', 'signed-2'])
})

test('a UserSig that is refused as expired twice is an error', async () => {
  const date = new Date(Date.UTC(2026, 0, 3)).toUTCString()
  const wire = createWire(callError(70001, '', { date }), callError(70001, '', { date }), callOk())
  const refused = callsOn(wire).startCallByRobot(ring)
  await expect(refused).rejects.toMatchObject({ vendorCode: 70001, kind: 'authentication', attempts: 2 })
  expect(wire.requests).toHaveLength(2)
})

test('an expired TC3 signature is refreshed once, with the skew from Date', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 2)).flowing()
  const date = new Date(clock.now() - 600_000).toUTCString()
  const expired = trtcError('AuthFailure.SignatureExpire', '', { date })
  const wire = createWire(expired, trtcOk({ TaskId: 't-1' }), expired, expired, trtcOk())
  const trtc = trtcOn(wire, { clock })
  await expect(trtc.startStreamIngest(play)).resolves.toMatchObject({ TaskId: 't-1' })
  const stamps = wire.requests.map(({ init }) => Number(init.headers['x-tc-timestamp']))
  expect(stamps).toEqual([clock.now() / 1000, clock.now() / 1000 - 600])
  // The skew is known by now: the same time would be refused again.
  await expect(trtc.startStreamIngest(play)).rejects.toMatchObject({ vendorCode: 'AuthFailure.SignatureExpire' })
  expect(wire.requests).toHaveLength(3)
})

test('without a Date, a TC3 signature is refreshed if the time has changed', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 2))
  const same = createWire(trtcError('AuthFailure.SignatureExpire'), trtcOk())
  await expect(trtcOn(same, { clock }).startStreamIngest(play)).rejects.toMatchObject({ attempts: 1 })
  const expired = trtcError('AuthFailure.SignatureExpire')
  const late: Step = async (sent) => {
    await clock.advance(6_000)
    return expired(sent)
  }
  const other = createWire(late, trtcOk({ TaskId: 't-1' }))
  await expect(trtcOn(other, { clock }).startStreamIngest(play)).resolves.toMatchObject({ TaskId: 't-1' })
})

test('an expired static UserSig is not sent again', async () => {
  const wire = createWire(callError(70001, '', { date: new Date().toUTCString() }), callOk())
  const calls = callsOn(wire, { sdkSecretKey: undefined, userSig: 'eJw-made-for-the-robot' })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ vendorCode: 70001, attempts: 1 })
  expect(wire.requests).toHaveLength(1)
})

test('maxAttempts 1 sends one request, even if another signature would help', async () => {
  const date = new Date(0).toUTCString()
  const wire = createWire(callError(70001, '', { date }), callOk())
  await expect(callsOn(wire, { retry: { maxAttempts: 1 } }).endCall(callId)).rejects.toMatchObject({ attempts: 1 })
})

test('a failing signing provider sends nothing and is not called again', async () => {
  const wire = createWire(callOk())
  let asked = 0
  const userSig = () => {
    asked += 1
    return Promise.reject(new Error('the vault is sealed'))
  }
  const error = await rejectionOf(callsOn(wire, { userSig, sdkSecretKey: undefined }).endCall(callId))
  expect(error).toMatchObject({ code: 'ERR_SIGNING', outcome: 'not-sent', cause: { message: 'the vault is sealed' } })
  expect([asked, wire.requests.length]).toEqual([1, 0])
})

test('an attempt that may have been executed is not hidden by later ones that were not sent', async () => {
  const wire = createWire(drop('ECONNRESET'), drop('ECONNREFUSED'), drop('ECONNREFUSED'))
  const clock = new VirtualClock().flowing()
  await expect(callsOn(wire, { clock }).endCall(callId)).rejects.toMatchObject({ outcome: 'unknown' })
  expect(wire.requests).toHaveLength(3)
})

test('nor by a limiter that times out for the next attempt', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  let turns = 0
  const limiter: Limiter = {
    acquire: (_, signal) =>
      turns++ === 0
        ? Promise.resolve(undefined)
        : new Promise((_resolve, reject) => signal?.addEventListener('abort', () => reject(signal.reason))),
  }
  const calls = callsOn(createWire(drop()), { limiter, timeoutMs: 1_000, retry: { baseDelayMs: 1 } })
  const failed = rejectionOf(calls.endCall(callId))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(await failed).toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
})

test.each(['Fri, 01 Jan 1960 00:00:00 GMT', 'Tue, 19 Jan 2238 03:14:07 GMT', 'yesterday'])(
  'the time of a response dated %s is not believed',
  async (date) => {
    const wire = createWire(callError(70001, '', { date }), callOk())
    await expect(callsOn(wire).endCall(callId)).rejects.toMatchObject({ vendorCode: 70001, attempts: 1 })
    expect(wire.requests).toHaveLength(1)
  },
)

test('a wrong but plausible time is corrected by the next error', async () => {
  const clock = new VirtualClock(Date.UTC(2026, 0, 2)).flowing()
  const dated = (time: number) => trtcError('AuthFailure.SignatureExpire', '', { date: new Date(time).toUTCString() })
  const wrong = dated(Date.UTC(2060, 0, 1))
  const right = dated(clock.now() - 600_000)
  const wire = createWire(wrong, right, right, trtcOk({ TaskId: 't-1' }))
  const trtc = trtcOn(wire, { clock })
  await expect(trtc.startStreamIngest(play)).rejects.toMatchObject({ outcome: 'refused', attempts: 2 })
  await expect(trtc.startStreamIngest(play)).resolves.toMatchObject({ TaskId: 't-1' })
  const last = wire.requests.at(-1)?.init.headers['x-tc-timestamp']
  expect(Number(last)).toBe(clock.now() / 1000 - 600)
})
