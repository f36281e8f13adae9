import { describe, expect, test as plain } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import { createPeer } from './support/peer.ts'

describe('start_call_by_robot as the API page documents it', () => {
  test.override({ options: { startReply: 'reference' } })

  test('rings and answers with the envelope alone', async ({ emulator, peer }) => {
    expect(await peer.ring(['jack'])).toBe('undefined')
    expect(emulator.calls()).toMatchObject([{ state: 'ringing' }])
    expect(emulator.requests()[0]?.answer.body).not.toHaveProperty('Response')
  })
})

plain('keys can be chosen, and are passed on to the clients', async () => {
  const chosen = { sdkAppId: 1600000001, sdkSecretKey: 'a', identifier: 'admin', secretId: 'b', secretKey: 'c' }
  const emulator = await startEmulator(chosen)
  expect(emulator.credentials).toEqual(chosen)
  expect(emulator.clientOptions).toEqual({
    sdkAppId: 1600000001,
    call: { site: 'china', identifier: 'admin', sdkSecretKey: 'a' },
    cloud: { edition: 'china', region: 'ap-guangzhou', secretId: 'b', secretKey: 'c' },
    endpoints: { call: emulator.url, trtc: emulator.url },
  })
  await createPeer(emulator).ring(['jack'])
  await emulator.close()
})

plain('by the real clock a phone answers by itself, and advance() is refused', async () => {
  const emulator = await startEmulator({ answerAfterMs: 10, users: { jill: { does: 'ignore' } } })
  await createPeer(emulator).ring(['jack', 'jill'])
  await expect.poll(() => emulator.calls()[0]?.state).toBe('answered')
  expect(emulator.calls()[0]?.members.map(({ status }) => status)).toEqual(['Calling', 'Calling', 'Waiting'])
  await expect(emulator.advance(1)).rejects.toThrow(TypeError)
  await emulator.close()
})

plain('a port that is taken is an error, and close() may come twice', async () => {
  const emulator = await startEmulator()
  const port = Number(new URL(emulator.url).port)
  await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await emulator.close()
  await emulator.close()
})

plain.each<[string, unknown]>([
  ['clock', { clock: 'fast' }],
  ['ingestRoomIdType', { ingestRoomIdType: 'both' }],
  ['startReply', { startReply: '' }],
  ['sdkAppId', { sdkAppId: 0 }],
  ['sdkSecretKey', { sdkSecretKey: '' }],
  ['port', { port: 'none' }],
  ['port', { port: 65_536 }],
  ['host', { host: 5 }],
  ['host', { host: '' }],
  ['rateLimits', { rateLimits: 'off' }],
  ['admins', { admins: 'bob' }],
  ['users', { users: null }],
  ['jack', { users: { jack: null } }],
  ['apps', { apps: [null] }],
  ['apps: secretKey', { apps: [{ secretKey: 7 }] }],
  ['answerAfterMs', { answerAfterMs: Number.NaN }],
  ['streamDurationMs', { streamDurationMs: '60' }],
  ['kez', { ingestCallback: { url: 'http://127.0.0.1:1', kez: 'x' } }],
  ['options', null],
])('an option that cannot work is named: %s of %o', async (name, options) => {
  await expect(startEmulator(options as object)).rejects.toThrow(
    expect.objectContaining({ name: 'TypeError', message: expect.stringContaining(name) }),
  )
})

test('a behaviour that cannot be', async ({ emulator }) => {
  expect(() => emulator.callee('jack', { does: 'sleep' as 'answer' })).toThrow('does must be one of')
  expect(() => emulator.callee('jack', { does: 'answer', afterMs: Number.NaN })).toThrow('afterMs')
  expect(() => emulator.callee('jack', { does: 'answer', devices: 1e9 })).toThrow('devices')
  expect(() => emulator.callee('', { does: 'answer' })).toThrow('userID')
})

test('a time that no calendar knows', async ({ emulator }) => {
  for (const ms of [Number.NaN, 1e300, '5' as unknown as number]) {
    expect(() => emulator.skew(ms)).toThrow(TypeError)
    await expect(emulator.advance(ms)).rejects.toThrow(TypeError)
  }
})
