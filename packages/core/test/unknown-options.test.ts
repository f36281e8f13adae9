import { expect, test } from 'vitest'
import { createTrtcCall, type TrtcCallOptions } from '../src/index.ts'
import { sdkAppId, sdkSecretKey, secretId, secretKey } from './support/clients.ts'
import { createWire } from './support/wire.ts'

const wire = createWire()
const good = {
  sdkAppId,
  call: { site: 'china', identifier: 'administrator', sdkSecretKey },
  cloud: { edition: 'china', secretId, secretKey },
  fetch: wire.fetch,
} as const
const jack = { robot: 'robot', callees: ['jack'], media: 'audio' } as const

test.each([
  [{ ...good, ingestRoomIdTyp: 'reference' }, 'there is no option ingestRoomIdTyp: did you mean ingestRoomIdType?'],
  [
    { ...good, call: { ...good.call, identifer: 'admin' } },
    'there is no option call.identifer: did you mean call.identifier?',
  ],
  [{ ...good, cloud: { ...good.cloud, regoin: 'ap-tokyo' } }, 'there is no option cloud.regoin'],
  [{ ...good, endpoints: { cloud: 'https://x.example' } }, 'there is no option endpoints.cloud'],
  [{ ...good, call: undefined }, 'call must be an object'],
])('createTrtcCall refuses a mistyped option: %#', (options, message) => {
  expect(() => createTrtcCall(options as unknown as TrtcCallOptions)).toThrow(message)
})

test.each([
  [jack, { untill: 'placed' }, 'dial: there is no option untill: did you mean until?'],
  [jack, { signl: undefined }, 'dial: there is no option signl'],
  [jack, { until: 'answered' }, 'dial: until must be "playing" or "placed"'],
  [{ ...jack, ringTimeoutMS: 60_000 }, {}, 'dial: there is no option ringTimeoutMS: did you mean ringTimeoutMs?'],
])('dial refuses a mistyped option before anything rings: %#', async (request, options, message) => {
  const { dial } = createTrtcCall(good)
  await expect(dial(request as never, options as never)).rejects.toThrow(message)
  expect(wire.requests).toHaveLength(0)
})

test('a wrong site or edition is refused also where an endpoint takes its place', () => {
  const endpoints = { call: 'http://127.0.0.1:1', trtc: 'http://127.0.0.1:1' }
  const site = { ...good, endpoints, call: { ...good.call, site: 'chna' } }
  expect(() => createTrtcCall(site as unknown as TrtcCallOptions)).toThrow(/site must be one of china/)
  const edition = { ...good, endpoints, cloud: { ...good.cloud, edition: 'global' } }
  expect(() => createTrtcCall(edition as unknown as TrtcCallOptions)).toThrow(/edition must be one of china/)
})
