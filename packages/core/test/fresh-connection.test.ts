import { afterEach, expect, test, vi } from 'vitest'
import { freshConnection } from '../src/request/fresh-connection.ts'
import { callsOn, play, rejectionOf, ring, trtcOn } from './support/clients.ts'
import { callOk, createWire, trtcOk } from './support/wire.ts'

afterEach(() => vi.unstubAllGlobals())

const client = { keepsNothing: true }
const createHttpClient = (options: object) => ({ ...client, ...options })

test.each([
  ['Node and every other runtime', {}, undefined],
  ['Bun 1.4', { Bun: { version: '1.4.0' } }, undefined],
  ['a later Bun', { Bun: { version: '2.0.1' } }, undefined],
  ['Bun 1.3.11', { Bun: { version: '1.3.11' } }, { freshConnection: true, keepalive: false }],
  ['a later Bun 1.3', { Bun: { version: '1.3.20' } }, { freshConnection: true, keepalive: false }],
  [
    'Deno',
    { Deno: { version: { deno: '2.9.6' }, createHttpClient } },
    { freshConnection: true, client: { ...client, poolMaxIdlePerHost: 0 } },
  ],
])('the options for a new connection on %s', (_, globals, expected) => {
  expect(freshConnection(globals)).toEqual(expected)
})

const unfit: readonly (readonly [string, object, RegExp])[] = [
  ['Bun', { version: '1.3.10' }, /Bun 1\.3\.10 .*update to Bun 1\.4/],
  ['Bun', { version: '0.8.1' }, /Bun 0\.8\.1 .*update to Bun 1\.4/],
  ['Bun', {}, /update to Bun 1\.4/],
  ['Deno', { version: { deno: '1.46.3' } }, /Deno 1\.46\.3 .*update to Deno 2/],
  ['Deno', { version: { deno: '2.9.5' }, createHttpClient }, /Deno 2\.9\.5 .*update to Deno 2\.9\.6/],
]

test.each(unfit)('a %s of %o sends no unsafe request', async (name, value, message) => {
  vi.stubGlobal(name, value)
  const wire = createWire(callOk(), trtcOk({ Status: 'InProgress' }))
  for (const sent of [callsOn(wire).startCallByRobot(ring), trtcOn(wire).startStreamIngest(play)]) {
    const error = await rejectionOf(sent)
    expect(error).toMatchObject({
      code: 'ERR_CONNECTION',
      outcome: 'not-sent',
      message: expect.stringMatching(message),
    })
  }
  expect(wire.requests).toHaveLength(0)
  await callsOn(wire).endCall({ CallId: 'c-1' })
  await trtcOn(wire).describeStreamIngest({ TaskId: 't-1' })
  expect(wire.requests.every(({ init }) => init.freshConnection === undefined)).toBe(true)
})
