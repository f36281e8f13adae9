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
  [{ ...good, ingestRoomIdTyp: 'reference' }, 'ingestRoomIdTyp is not a known field; did you mean ingestRoomIdType?'],
  [
    { ...good, call: { ...good.call, identifer: 'admin' } },
    'call.identifer is not a known field; did you mean identifier?',
  ],
  [{ ...good, cloud: { ...good.cloud, regoin: 'ap-tokyo' } }, 'cloud.regoin is not a known field'],
  [{ ...good, endpoints: { cloud: 'https://x.example' } }, 'endpoints.cloud is not a known field'],
  [{ ...good, call: null }, 'call must be an object, given null'],
  [{ ...good, call: undefined }, 'call is missing'],
])('createTrtcCall rejects an unknown option: %#', (options, message) => {
  expect(() => createTrtcCall(options as unknown as TrtcCallOptions)).toThrow(message)
})

test.each([
  [jack, { untill: 'placed' }, 'untill is not a known field; did you mean until?'],
  [jack, { signl: undefined }, 'signl is not a known field'],
  [jack, { until: 'answered' }, 'until must be one of "playing", "placed"'],
  [{ ...jack, ringTimeoutMS: 60_000 }, {}, 'ringTimeoutMS is not a known field; did you mean ringTimeoutMs?'],
])('dial rejects an unknown option before anything rings: %#', async (request, options, message) => {
  const { dial } = createTrtcCall(good)
  await expect(dial(request as never, options as never)).rejects.toThrow(message)
  expect(wire.requests).toHaveLength(0)
})

test('a wrong site or edition is an error even with an endpoint', () => {
  const endpoints = { call: 'http://127.0.0.1:1', trtc: 'http://127.0.0.1:1' }
  const site = { ...good, endpoints, call: { ...good.call, site: 'chna' } }
  expect(() => createTrtcCall(site as unknown as TrtcCallOptions)).toThrow(/^call.site must be one of "china"/)
  const edition = { ...good, endpoints, cloud: { ...good.cloud, edition: 'global' } }
  expect(() => createTrtcCall(edition as unknown as TrtcCallOptions)).toThrow(/^cloud.edition must be one of "china"/)
})
