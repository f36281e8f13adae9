import { expect, test, vi } from 'vitest'
import { callsOn, play, rejectionOf, ring, trtcOn } from './support/clients.ts'
import type { Step, Wire } from './support/wire.ts'
import {
  brokenBody,
  callError,
  callOk,
  createWire,
  drop,
  noResponse,
  respondWith,
  trtcError,
  trtcOk,
} from './support/wire.ts'

const unknown: Readonly<Record<string, { readonly step: Step; readonly code: string }>> = {
  'a dropped connection': { step: drop(), code: 'ERR_CONNECTION' },
  'a connection that broke in the body': { step: brokenBody, code: 'ERR_CONNECTION' },
  'a 429 of unknown origin': { step: respondWith('slow down', 429, { 'retry-after': '0' }), code: 'ERR_PROTOCOL' },
  'a 500': { step: respondWith('oops', 500), code: 'ERR_PROTOCOL' },
  'a 502': { step: respondWith('<html>Bad Gateway</html>', 502), code: 'ERR_PROTOCOL' },
  'a 504': { step: respondWith('', 504, { 'retry-after': '1' }), code: 'ERR_PROTOCOL' },
  'a redirect': { step: respondWith('', 307, { location: 'https://elsewhere.example' }), code: 'ERR_PROTOCOL' },
  'half a JSON': { step: respondWith('{"ActionStatus":"OK","Err'), code: 'ERR_PROTOCOL' },
  'an empty body': { step: respondWith(''), code: 'ERR_PROTOCOL' },
  'a page that is not JSON': { step: respondWith('<html>log in first</html>'), code: 'ERR_PROTOCOL' },
}

const inside = [101001, 60008, 60013, 10002, 999_999]

test.each(Object.entries(unknown))('%s never rings twice', async (_, { step, code }) => {
  const wire = createWire(step, callOk({ CallId: 'a second ring' }))
  await expect(callsOn(wire).startCallByRobot(ring)).rejects.toMatchObject({ code, outcome: 'unknown', attempts: 1 })
  expect(wire.requests).toHaveLength(1)
})

test.each(inside)('error %i, after which it may still ring, never rings twice', async (vendorCode) => {
  const wire = createWire(callError(vendorCode), callOk())
  const error = await rejectionOf(callsOn(wire).startCallByRobot(ring))
  expect(error).toMatchObject({ code: 'ERR_API', vendorCode, outcome: 'unknown', requestId: 'refused-1', attempts: 1 })
  expect(error).toHaveProperty('message', expect.stringContaining('may have taken effect'))
  expect(error).toHaveProperty('hint', expect.stringContaining('Check whether it took effect before retrying'))
  expect(wire.requests).toHaveLength(1)
})

test.each(['InternalError', 'InternalError.NeverSeen', 'FailedOperation', 'Made.Up', 'constructor'])(
  'error %s never starts a stream twice',
  async (vendorCode) => {
    const wire = createWire(trtcError(vendorCode), trtcOk({ TaskId: 'a second stream' }))
    const started = trtcOn(wire).startStreamIngest(play)
    await expect(started).rejects.toMatchObject({ code: 'ERR_API', vendorCode, outcome: 'unknown' })
    expect(wire.requests).toHaveLength(1)
  },
)

test.each(Object.entries(unknown))('%s never resends a raw command or action', async (_, { step, code }) => {
  const rawCall = createWire(step, callOk())
  const sent = callsOn(rawCall).raw('call_engine_http_srv/some_command', {})
  await expect(sent).rejects.toMatchObject({
    code,
    outcome: 'unknown',
    operation: 'raw(call_engine_http_srv/some_command)',
  })
  expect(rawCall.requests).toHaveLength(1)
  const rawTrtc = createWire(step, trtcOk())
  await expect(trtcOn(rawTrtc).raw('DismissRoom', {})).rejects.toMatchObject({ code, outcome: 'unknown' })
  expect(rawTrtc.requests).toHaveLength(1)
})

test('a response timeout never rings twice', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const wire = createWire(noResponse, callOk())
    const failed = rejectionOf(callsOn(wire, { attemptTimeoutMs: 3_000 }).startCallByRobot(ring))
    await vi.advanceTimersByTimeAsync(3_000)
    const error = await failed
    expect(error).toMatchObject({ code: 'ERR_TIMEOUT', name: 'TimeoutError', outcome: 'unknown', attempts: 1 })
    expect(wire.requests).toHaveLength(1)
  } finally {
    vi.useRealTimers()
  }
})

test.each([60007, 60011])('%i precedes execution, so even a ring is retried', async (vendorCode) => {
  const wire = createWire(callError(vendorCode), callError(vendorCode), callOk({ CallId: 'rings' }))
  await expect(callsOn(wire).startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'rings' })
  expect(wire.requests).toHaveLength(3)
})

test('RequestLimitExceeded precedes execution, so even a start is retried', async () => {
  const wire = createWire(trtcError('RequestLimitExceeded'), trtcOk({ TaskId: 'plays' }))
  await expect(trtcOn(wire).startStreamIngest(play)).resolves.toMatchObject({ TaskId: 'plays' })
  expect(wire.requests).toHaveLength(2)
})

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
  'with %s nothing has left, so even a ring is repeated',
  async (code) => {
    const wire = createWire(drop(code), callOk({ CallId: 'rings' }))
    await expect(callsOn(wire).startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'rings' })
    const down = createWire(drop(code), drop(code), drop(code), callOk())
    const failed = callsOn(down).startCallByRobot(ring)
    await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'not-sent', attempts: 3 })
  },
)

test('a message decides nothing: an error without a code leaves the outcome unknown, as with the fetch of Deno', async () => {
  const words = 'error sending request: client error (Connect): tcp connect error: Connection refused (os error 111)'
  const wire = createWire(() => Promise.reject(new TypeError('fetch failed', { cause: new Error(words) })))
  const failed = callsOn(wire).startCallByRobot(ring)
  await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown', attempts: 1 })
  expect(wire.requests).toHaveLength(1)
})

test.each(['EHOSTUNREACH', 'ENETUNREACH', 'ETIMEDOUT'])(
  '%s says that nothing has left only of a connect',
  async (code) => {
    const failing = (syscall: string) =>
      createWire(
        () => Promise.reject(Object.assign(new Error('no route'), { code, syscall })),
        callOk({ CallId: 'rings' }),
      )
    await expect(callsOn(failing('connect')).startCallByRobot(ring)).resolves.toMatchObject({ CallId: 'rings' })
    const established = failing('read')
    await expect(callsOn(established).startCallByRobot(ring)).rejects.toMatchObject({ outcome: 'unknown' })
    expect(established.requests).toHaveLength(1)
  },
)

test('an unknown outcome of a retry ends the attempts', async () => {
  const wire: Wire = createWire(callError(60007), drop(), callOk({ CallId: 'a second ring' }))
  const failed = callsOn(wire).startCallByRobot(ring)
  await expect(failed).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown', attempts: 2 })
  expect(wire.requests).toHaveLength(2)
})

test('a permanent refusal is not retried and has the outcome refused', async () => {
  const wire = createWire(callError(101002, 'MediaType is wrong'), callOk())
  const error = await rejectionOf(callsOn(wire).startCallByRobot(ring))
  expect(error).toMatchObject({
    code: 'ERR_API',
    outcome: 'refused',
    vendorCode: 101002,
    kind: 'invalid-request',
    operation: 'startCallByRobot',
    random: 2 ** 31,
    message: 'startCallByRobot was refused with 101002: MediaType is wrong',
  })
  expect(wire.requests).toHaveLength(1)
})
