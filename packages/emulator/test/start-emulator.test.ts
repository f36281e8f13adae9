import { describe, expect, test as plain } from 'vitest'
import { startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'
import { createRawClient } from './support/raw-client.ts'

describe('start_call_by_robot as the API page documents it', () => {
  test.override({ options: { startResponse: 'reference' } })

  test('rings and returns only the envelope', async ({ emulator, client }) => {
    expect(await client.ring(['jack'])).toBe('undefined')
    expect(emulator.calls()).toMatchObject([{ state: 'ringing' }])
    expect(emulator.requests()[0]?.response.body).not.toHaveProperty('Response')
  })
})

plain('keys are options, and appear in the client options', async () => {
  const chosen = { sdkAppId: 1600000001, sdkSecretKey: 'a', identifier: 'admin', secretId: 'b', secretKey: 'c' }
  const emulator = await startEmulator(chosen)
  expect(emulator.credentials).toEqual(chosen)
  expect(emulator.clientOptions).toEqual({
    sdkAppId: 1600000001,
    call: { site: 'china', identifier: 'admin', sdkSecretKey: 'a' },
    cloud: { edition: 'china', region: 'ap-guangzhou', secretId: 'b', secretKey: 'c' },
    endpoints: { call: emulator.url, trtc: emulator.url },
  })
  await createRawClient(emulator).ring(['jack'])
  await emulator.close()
})

plain.each([
  ['0.0.0.0', '127.0.0.1'],
  ['::', '[::1]'],
])('the client options of an emulator on %s lead to %s', async (host, local) => {
  const emulator = await startEmulator({ host, controlToken: 'let-me-in' })
  const { port } = new URL(emulator.url)
  const url = `http://${local}:${port}`
  expect(emulator.clientOptions.endpoints).toEqual({ call: url, trtc: url })
  await emulator.close()
})

plain('on the real clock, a phone answers automatically, and advance() rejects', async () => {
  const emulator = await startEmulator({ answerAfterMs: 10, users: { jill: { does: 'ignore' } } })
  await createRawClient(emulator).ring(['jack', 'jill'])
  await expect.poll(() => emulator.calls()[0]?.state).toBe('answered')
  expect(emulator.calls()[0]?.members.map(({ status }) => status)).toEqual(['Calling', 'Calling', 'Waiting'])
  await expect(emulator.advance(1)).rejects.toThrow(TypeError)
  await emulator.close()
})

plain('a port in use is an error, and close() can be called twice', async () => {
  const emulator = await startEmulator()
  const port = Number(new URL(emulator.url).port)
  await expect(startEmulator({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await emulator.close()
  await emulator.close()
})
