import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { callOperations, type Operation, trtcOperations } from '@trtc-call/spec'
import { describe, expect, test } from 'vitest'
import {
  createTrtcCall,
  type DialRequest,
  InputError,
  type InputErrorReason,
  intRoom,
  isInputError,
  type TrtcCallOptions,
} from '../src/index.ts'
import { callsOn, rejectionOf, sdkAppId, sdkSecretKey, secretId, secretKey, trtcOn } from './support/clients.ts'
import { request, stream, trtcCallOn } from './support/dialing.ts'
import { sentExamples } from './support/examples.ts'
import { createWire } from './support/wire.ts'
import { wrongValues } from './support/wrong-bodies.ts'

const operations: readonly Operation[] = [...Object.values(callOperations), ...Object.values(trtcOperations)]

test.each(operations)(
  '$id: each mistake in each field is an InputError with that field',
  async ({ id, family, body }) => {
    const wire = createWire()
    const client = (family === 'call' ? callsOn(wire) : trtcOn(wire)) as unknown as Methods
    for (const { value, path, reason } of wrongValues(body, sentExamples(family).get(id))) {
      // The client spreads the body of the cloud interface, so it never sees a body of another type.
      if (path === '' && family === 'trtc') continue
      const error = await rejectionOf(client[id]?.(value as object) ?? Promise.resolve())
      expect(error, `${path} ${JSON.stringify(value)}`).toBeInstanceOf(InputError)
      expect(error, JSON.stringify(value)).toMatchObject({
        field: path || 'body',
        reason,
        operation: id,
        code: 'ERR_INPUT',
      })
    }
    expect(wire.requests).toHaveLength(0)
  },
)

type Methods = Readonly<Record<string, (body: object) => Promise<unknown>>>

describe('dial', () => {
  const fields: readonly (readonly [field: string, InputErrorReason, change: object])[] = [
    ['robot', 'missing', { robot: undefined }],
    ['robot', 'length', { robot: 'r'.repeat(33) }],
    ['robot', 'conflict', { robot: 'jack', callees: ['jack'] }],
    ['callees', 'type', { callees: 'jack' }],
    ['callees', 'length', { callees: [] }],
    ['callees[1]', 'length', { callees: ['jack', 'j'.repeat(33)] }],
    ['callees[1]', 'conflict', { callees: ['jack', 'jack'] }],
    ['media', 'type', { media: 'Video' }],
    ['ringTimeoutMs', 'range', { ringTimeoutMs: 30 }],
    ['room', 'type', { room: 'room-42' }],
    ['room.id', 'format', { room: { kind: 'string', id: 'café' } }],
    ['userData', 'length', { userData: 'x'.repeat(1001) }],
    ['push.Title', 'type', { push: { Title: 7 } }],
    ['push.title', 'unknown-field', { push: { title: 'x' } }],
    ['roomId', 'unknown-field', { roomId: 42 }],
    ['stream', 'type', { stream: 'https://example.com/a.mp4' }],
    ['stream.url', 'missing', { stream: {} }],
    ['stream.url', 'format', { stream: { url: 'ftp://example.com' } }],
    ['stream.repeat', 'range', { stream: { ...stream, repeat: 0 } }],
    ['stream.maxDurationMs', 'conflict', { stream: { ...stream, maxDurationMs: 60_000 } }],
    ['stream.maxDurationMs', 'range', { stream: { ...stream, repeat: 'forever', maxDurationMs: 90_000 } }],
    ['stream.seekMs', 'range', { stream: { ...stream, seekMs: 1_500 } }],
    ['stream.volume', 'range', { stream: { ...stream, volume: 201 } }],
    ['stream.userSig', 'length', { stream: { ...stream, userSig: '' } }],
    ['stream.privateMapKey', 'type', { stream: { ...stream, privateMapKey: 7 } }],
    ['ingestRoomIdType', 'missing', { stream, room: intRoom(42) }],
  ]

  test.each(fields)('%s: %s', async (field, reason, change) => {
    const wire = createWire()
    const error = await rejectionOf(trtcCallOn(wire).dial({ ...request, ...change } as DialRequest))
    expect(error).toBeInstanceOf(InputError)
    expect(error).toMatchObject({ field, reason, operation: undefined })
    expect(wire.requests).toHaveLength(0)
  })
})

describe('createTrtcCall', () => {
  const good = {
    sdkAppId,
    call: { site: 'china', identifier: 'administrator', sdkSecretKey },
    cloud: { edition: 'china', secretId, secretKey },
  } as const
  const call = (change: object) => ({ call: { ...good.call, ...change } })
  const cloud = (change: object) => ({ cloud: { ...good.cloud, ...change } })
  const fields: readonly (readonly [field: string, InputErrorReason, change: object])[] = [
    ['sdkAppId', 'missing', { sdkAppId: undefined }],
    ['call', 'missing', { call: undefined }],
    ['call.site', 'missing', call({ site: undefined })],
    ['call.site', 'type', call({ site: 'moon' })],
    ['call.identifier', 'format', call({ identifier: ' administrator' })],
    ['call.sdkSecretKey', 'missing', call({ sdkSecretKey: undefined })],
    ['call.sdkSecretKey', 'conflict', call({ userSig: 'eJw' })],
    ['call.sdkSecretKey', 'format', call({ sdkSecretKey: '"quoted"' })],
    ['cloud.edition', 'type', cloud({ edition: 'moon' })],
    ['cloud.region', 'format', cloud({ region: 'Guangzhou' })],
    ['cloud.secretId', 'missing', cloud({ secretId: undefined })],
    ['cloud.secretKey', 'length', cloud({ secretKey: '' })],
    ['cloud.token', 'format', cloud({ token: 'a b' })],
    ['endpoints.call', 'format', { endpoints: { call: 'http://example.com' } }],
    ['endpoints.trtc', 'format', { endpoints: { trtc: 'nowhere' } }],
    ['ingestRoomIdType', 'type', { ingestRoomIdType: 'other' }],
    ['timeoutMs', 'range', { timeoutMs: 0 }],
    ['attemptTimeoutMs', 'type', { attemptTimeoutMs: '5' }],
    ['retry.maxAttempts', 'range', { retry: { maxAttempts: 1.5 } }],
    ['timeout', 'unknown-field', { timeout: 5 }],
  ]

  test.each(fields)('%s: %s', (field, reason, change) => {
    const create = () => createTrtcCall({ ...good, ...change } as TrtcCallOptions)
    expect(create).toThrow(InputError)
    expect(create).toThrow(expect.objectContaining({ field, reason }))
  })
})

test('a conflict names both fields', () => {
  const error = new InputError('a', 'conflict', 'may only be given with b', { operation: 'endCall', other: 'b' })
  expect(error).toMatchObject({ name: 'TypeError', field: 'a', fields: ['a', 'b'], operation: 'endCall' })
  expect(`${error}`).toBe('TypeError: endCall: a may only be given with b')
})

test('an error of another copy of this library is recognized', async () => {
  const copy: typeof import('../src/input-error.ts') = await import('../src/input-error.ts?copy' as string)
  const error = new copy.InputError('room.id', 'missing', 'is missing')
  expect(error).not.toBeInstanceOf(InputError)
  expect(isInputError(error)).toBe(true)
  for (const value of [undefined, null, 'ERR_INPUT', new TypeError('x'), { code: 'ERR_INPUT' }]) {
    expect(isInputError(value)).toBe(false)
  }
})

test('no source throws a plain TypeError', () => {
  const packages = ['core/src', 'client-node/src', 'client-edge/src'].map((path) => {
    return fileURLToPath(new URL(`../../${path}/`, import.meta.url))
  })
  const sources = packages.flatMap((folder) => {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => folder + file)
  })
  const files = sources.filter((file) => /\.(ts|cjs)$/.test(file))
  expect(files.length).toBeGreaterThan(100)
  const wrong = files.filter((file) => /new TypeError|extends TypeError/.test(readFileSync(file, 'utf8')))
  expect(wrong.map((file) => file.replace(/.*\//, ''))).toEqual(['input-error.ts'])
})
