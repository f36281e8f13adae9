import { expect, test } from 'vitest'
import { mintUserSig, signTc3 } from '../src/index.ts'
import {
  callsOn,
  play,
  rejectionOf,
  ring,
  sdkAppId,
  sdkSecretKey,
  secretId,
  secretKey,
  trtcOn,
} from './support/clients.ts'
import { VirtualClock } from './support/virtual-clock.ts'
import { always, callOk, createWire, trtcOk } from './support/wire.ts'

const now = Date.UTC(2026, 0, 2, 3, 4, 5)
const dayMs = 86_400_000

test('a Call request is a POST with exactly the five parameters of the vendor', async () => {
  const wire = createWire(callOk({ CallId: 'c-1' }))
  await callsOn(wire, { clock: new VirtualClock(now) }).startCallByRobot(ring)
  const [request] = wire.requests
  const { value } = mintUserSig({ sdkAppId, sdkSecretKey, userId: 'administrator', lifetimeMs: dayMs, now })
  const query = `sdkappid=${sdkAppId}&identifier=administrator&usersig=${value}&random=2147483648&contenttype=json`
  expect(request?.url).toBe(`https://console.tim.qq.com/v4/call_engine_http_srv/start_call_by_robot?${query}`)
  expect(request?.init).toMatchObject({ method: 'POST', redirect: 'manual', body: JSON.stringify(ring) })
  expect(request?.init.headers).toEqual({ 'content-type': 'application/json' })
})

test('special characters in the query are escaped', async () => {
  const wire = createWire(callOk())
  const userSig = 'eJw&random=1#+ /'
  await callsOn(wire, { identifier: 'a&b 管', userSig, sdkSecretKey: undefined }).getCallback()
  const { searchParams, hash } = new URL(wire.requests[0]?.url ?? '')
  expect([searchParams.get('identifier'), searchParams.get('usersig'), hash]).toEqual(['a&b 管', userSig, ''])
  expect([...searchParams.keys()]).toEqual(['sdkappid', 'identifier', 'usersig', 'random', 'contenttype'])
})

test.each([0, 0.999_999_999_999])('random is a uint32 for a random number of %d', async (chance) => {
  const wire = createWire(callOk())
  await callsOn(wire, { random: () => chance }).getCallback()
  const random = Number(new URL(wire.requests[0]?.url ?? '').searchParams.get('random'))
  expect(random).toBe(Math.floor(chance * 2 ** 32))
})

test('a cloud request is a POST to / with exactly these headers', async () => {
  const wire = createWire(trtcOk({ TaskId: 't-1' }))
  await trtcOn(wire, { clock: new VirtualClock(now), token: 'temporary' }).startStreamIngest(play)
  const [request] = wire.requests
  const body = JSON.stringify({ SdkAppId: sdkAppId, ...play })
  const timestamp = now / 1000
  const contentType = 'application/json; charset=utf-8'
  const host = 'trtc.tencentcloudapi.com'
  const action = 'StartStreamIngest'
  const signed = signTc3({ secretId, secretKey, service: 'trtc', host, action, contentType, body, timestamp })
  expect(request?.url).toBe(`https://${host}/`)
  expect(request?.init).toMatchObject({ method: 'POST', redirect: 'manual', body })
  expect(request?.init.headers).toEqual({
    authorization: signed.authorization,
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-version': '2019-07-22',
    'x-tc-region': 'ap-guangzhou',
    'x-tc-timestamp': String(timestamp),
    'x-tc-token': 'temporary',
  })
})

test('without a token there is no token header, and the body’s app id is kept', async () => {
  const wire = createWire(trtcOk())
  await trtcOn(wire).stopStreamIngest({ TaskId: 't-1', SdkAppId: 1400000001 })
  expect(wire.requests[0]?.init.headers).not.toHaveProperty('x-tc-token')
  expect(JSON.parse(wire.requests[0]?.init.body ?? '')).toEqual({ TaskId: 't-1', SdkAppId: 1400000001 })
})

test('the host is signed with the port of the endpoint', async () => {
  const wire = createWire(trtcOk())
  await trtcOn(wire, { clock: new VirtualClock(now), endpoint: 'http://127.0.0.1:8080' }).raw('DismissRoom', {
    RoomId: 1,
  })
  const request = { service: 'trtc', host: '127.0.0.1:8080', action: 'DismissRoom', body: '{"RoomId":1}' }
  const contentType = 'application/json; charset=utf-8'
  const { authorization } = signTc3({ secretId, secretKey, ...request, contentType, timestamp: now / 1000 })
  expect(wire.requests[0]).toMatchObject({ url: 'http://127.0.0.1:8080/', init: { headers: { authorization } } })
})

test('new temporary credentials and their token are used immediately', async () => {
  const wire = createWire(...always(trtcOk()))
  const issued = ['one', 'two', 'three'].map((token) => ({ secretId, secretKey, token }))
  const credentials = async () => issued.shift() ?? { secretId: 'AKIDother', secretKey: 'other', token: 'four' }
  const trtc = trtcOn(wire, { credentials, secretId: undefined, secretKey: undefined })
  for (let request = 0; request < 4; request++) await trtc.describeStreamIngest({ TaskId: 't-1' })
  const headers = wire.requests.map(({ init }) => init.headers)
  expect(headers.map((each) => each['x-tc-token'])).toEqual(['one', 'two', 'three', 'four'])
  expect(headers[3]?.authorization).toContain('Credential=AKIDother/')
})

test('a UserSig is fetched once, and again before it expires', async () => {
  const clock = new VirtualClock(now)
  const asked: number[] = []
  const userSig = (request: { userId: string; lifetimeMs: number; now: number }) => {
    asked.push(request.now)
    return Promise.resolve({ value: `sig-${asked.length}`, expiresAt: request.now + request.lifetimeMs })
  }
  const calls = callsOn(createWire(...always(callOk())), { clock, userSig, sdkSecretKey: undefined })
  await calls.getCallback()
  await calls.getCallback()
  await clock.advance(dayMs - 5 * 60_000 - 1)
  await calls.getCallback()
  expect(asked).toEqual([now])
  await clock.advance(1)
  await calls.getCallback()
  expect(asked).toEqual([now, now + dayMs - 5 * 60_000])
})

test.each([undefined, null, {}, { value: '' }, { value: 'sig' }, 'sig'])(
  'a provider that gives %j sends nothing',
  async (made) => {
    const wire = createWire(callOk())
    const calls = callsOn(wire, { userSig: () => made as never, sdkSecretKey: undefined })
    expect(await rejectionOf(calls.getCallback())).toMatchObject({ code: 'ERR_SIGNING', outcome: 'not-sent' })
    expect(wire.requests).toHaveLength(0)
  },
)

test.each([undefined, Number.NaN, 0, -1, Number.POSITIVE_INFINITY])(
  'a lifetime of %s is refused',
  async (lifetimeMs) => {
    const refused = callsOn(createWire()).userSigFor('robot', lifetimeMs as number)
    await expect(refused).rejects.toThrow(/^lifetimeMs (is missing|must be a multiple of 1000 from 1000 to)/)
  },
)

test('a static UserSig signs only for its user', async () => {
  const calls = callsOn(createWire(), { userSig: 'eJw-static', sdkSecretKey: undefined })
  await expect(calls.userSigFor('administrator', dayMs)).resolves.toMatchObject({ value: 'eJw-static' })
  await expect(calls.userSigFor('robot', dayMs)).rejects.toThrow(/^userId must be administrator/)
})

test('exactly one of a key and a UserSig is required', () => {
  expect(() => callsOn(createWire(), { userSig: 'eJw' })).toThrow(/^sdkSecretKey or userSig must be given/)
  expect(() => callsOn(createWire(), { sdkSecretKey: undefined as never })).toThrow(
    /^sdkSecretKey or userSig must be given/,
  )
  expect(() => callsOn(createWire(), { sdkSecretKey: '' })).toThrow(/^sdkSecretKey must not be empty/)
  expect(() => trtcOn(createWire(), { secretKey: '' })).toThrow(/^secretKey must not be empty$/)
  expect(() => trtcOn(createWire(), { secretId: '' })).toThrow(/^secretId must not be empty$/)
})

test('credentials that are invalid in a header are refused before anything is sent, and not shown', async () => {
  for (const given of [undefined, { secretId, secretKey, token: 'a\\r\\nx-evil: 1' }, { secretId, secretKey: '' }]) {
    const wire = createWire(trtcOk())
    const credentials = () => given as never
    const failed = trtcOn(wire, { credentials, secretId: undefined, secretKey: undefined }).describeStreamIngest({
      TaskId: 't',
    })
    await expect(failed).rejects.toMatchObject({
      code: 'ERR_SIGNING',
      cause: { name: 'TypeError', message: expect.stringMatching(/ \(from the credentials provider\)$/) },
    })
    expect(wire.requests).toHaveLength(0)
  }
})
