import { describe, expect, test as plain } from 'vitest'
import { type Emulator, type EmulatorOptions, OptionError, startEmulator } from '../src/index.ts'
import { test } from './support/harness.ts'

const url = 'http://127.0.0.1:1'

/** Matches the fields that programs read. */
function optionError(field: string, reason: string, detail: string) {
  return expect.objectContaining({
    name: 'TypeError',
    code: 'ERR_INPUT',
    field,
    reason,
    detail: expect.stringContaining(detail),
  })
}

describe('startEmulator names the wrong option', () => {
  plain.each<[unknown, field: string, reason: string, detail: string]>([
    [null, 'options', 'type', 'must be an object'],
    [{ prot: 1 }, 'prot', 'unknown-field', 'does not exist; did you mean port?'],
    [{ port: 'none' }, 'port', 'type', 'must be a whole number from 0 to 65535; given: "none"'],
    [{ port: 65_536 }, 'port', 'range', 'from 0 to 65535; given: 65536'],
    [{ clock: 'fast' }, 'clock', 'range', 'must be one of real, virtual; given: "fast"'],
    [{ ingestRoomIdType: 'both' }, 'ingestRoomIdType', 'range', 'one of guide, reference'],
    [{ startResponse: '' }, 'startResponse', 'range', 'one of'],
    [{ edition: '2v2' }, 'edition', 'range', 'one of'],
    [{ accounts: 'some' }, 'accounts', 'range', 'one of'],
    [{ app: 'symbian' }, 'app', 'range', 'one of'],
    [{ sdkAppId: 0 }, 'sdkAppId', 'range', 'whole number'],
    [{ seed: 0.5 }, 'seed', 'type', 'whole number'],
    [{ callbackRetries: -1 }, 'callbackRetries', 'range', 'whole number'],
    [{ pushDelayMs: -1 }, 'pushDelayMs', 'range', 'whole number'],
    [{ appRequestsPerSecond: 0 }, 'appRequestsPerSecond', 'range', 'whole number'],
    [{ answerAfterMs: Number.NaN }, 'answerAfterMs', 'type', 'whole number'],
    [{ streamDurationMs: '60' }, 'streamDurationMs', 'type', 'whole number'],
    [{ sdkSecretKey: '' }, 'sdkSecretKey', 'length', 'must be a non-empty text'],
    [{ host: 5 }, 'host', 'type', 'must be a non-empty text'],
    [{ host: '' }, 'host', 'length', 'must be a non-empty text'],
    [{ rateLimits: 'off' }, 'rateLimits', 'type', 'must be true or false; given: "off"'],
    [{ admins: 'bob' }, 'admins', 'type', 'list'],
    [{ users: null }, 'users', 'type', 'must be a JSON object'],
    [{ users: { jack: null } }, 'users.jack', 'type', 'must be an object such as'],
    [
      { users: { jack: { does: 'fly' } } },
      'users.jack.does',
      'range',
      'one of answer, reject, ignore, busy, offline; given: "fly"',
    ],
    [{ host: '0.0.0.0' }, 'controlToken', 'missing', 'host 0.0.0.0 can be reached from other machines'],
    [{ controlToken: 'short' }, 'controlToken', 'length', 'at least 8'],
    [{ controlToken: 'with a space' }, 'controlToken', 'format', 'no space'],
    [{ apps: [null] }, 'apps', 'type', 'array of objects'],
    [{ apps: [] }, 'apps', 'length', 'at least one'],
    [{ apps: [{ secretKey: 7 }] }, 'apps[0].secretKey', 'type', 'must be a non-empty text'],
    [{ apps: [{ sdkAppid: 1 }] }, 'apps[0].sdkAppid', 'unknown-field', 'did you mean sdkAppId?'],
    [{ apps: [{ sdkAppId: 1 }], sdkAppId: 2 }, 'apps', 'conflict', 'cannot be combined with sdkAppId'],
    [{ apps: [{ sdkAppId: 1 }, { sdkAppId: 1 }] }, 'apps[1].sdkAppId', 'conflict', 'is used twice: 1'],
    [
      { apps: [{ sdkAppId: 1, secretKey: 'a' }, { sdkAppId: 2 }] },
      'apps[1].secretId',
      'conflict',
      'the same secretKey',
    ],
    [{ ingestCallback: { url, kez: 'x' } }, 'ingestCallback.kez', 'unknown-field', 'did you mean key?'],
    [{ ingestCallback: { url, key: 'a b' } }, 'ingestCallback.key', 'format', 'letters and digits'],
    [{ ingestCallback: { url: 'receiver' } }, 'ingestCallback.url', 'format', 'http or https URL'],
    [{ apps: [{ ingestCallback: { url: 5 } }] }, 'apps[0].ingestCallback.url', 'format', 'http or https URL'],
  ])('%j', async (options, field, reason, detail) => {
    await expect(startEmulator(options as EmulatorOptions)).rejects.toThrow(optionError(field, reason, detail))
  })
})

describe('a method names the wrong argument', () => {
  const ring = 'startCallByRobot'
  test.for<[(emulator: Emulator) => void, field: string, reason: string, detail: string]>([
    [(it) => it.callee('', { does: 'answer' }), 'userId', 'length', 'empty userID'],
    [(it) => it.callee('jack', { does: 'sleep' as 'answer' }), 'behaviour.does', 'range', 'one of'],
    [(it) => it.callee('jack', { does: 'answer', afterMs: Number.NaN }), 'behaviour.afterMs', 'range', 'milliseconds'],
    [(it) => it.callee('jack', { does: 'answer', afterMs: '5' as never }), 'behaviour.afterMs', 'type', 'given: "5"'],
    [(it) => it.callee('jack', { does: 'answer', pushDelayMs: -1 }), 'behaviour.pushDelayMs', 'range', 'milliseconds'],
    [(it) => it.callee('jack', { does: 'answer', devices: 1e9 }), 'behaviour.devices', 'range', 'from 1 to 100'],
    [(it) => it.callee('jack', { does: 'answer', devices: 0 }), 'behaviour.devices', 'range', 'given: 0'],
    [
      (it) => it.callee('jack', { does: 'answer', app: 'palm' as 'web' }),
      'behaviour.app',
      'range',
      'android, ios, web',
    ],
    [
      (it) => it.callee('jack', { does: 'answer', presence: 'away' as 'online' }),
      'behaviour.presence',
      'range',
      '"away"',
    ],
    [
      (it) => it.callee('jack', { does: 'answer', aftrMs: 5 } as never),
      'behaviour.aftrMs',
      'unknown-field',
      'afterMs?',
    ],
    [(it) => it.script('startCall', { code: 1 }), 'operationId', 'range', ring],
    [(it) => it.script(ring, { then: 'explode' as 'drop' }), 'fault.then', 'range', 'one of drop'],
    [(it) => it.script(ring, { then: { status: 99 } }), 'fault.then', 'range', 'from 200 to 599'],
    [(it) => it.script(ring, { code: 0 }), 'fault.code', 'range', 'must not be 0'],
    [(it) => it.script(ring, { code: 1, times: 0 }), 'fault.times', 'range', '1 or more'],
    [(it) => it.script(ring, { delayMs: -1 }), 'fault.delayMs', 'range', 'from 0'],
    [(it) => it.script(ring, { code: 1, onRequest: 0 }), 'fault.onRequest', 'range', '1 or more'],
    [(it) => it.script(ring, { code: 1, probability: 0 }), 'fault.probability', 'range', 'above 0'],
    [(it) => it.script(ring, { code: 1, probability: 1.1 }), 'fault.probability', 'range', 'at most 1'],
    [(it) => it.script(ring, { thn: 'drop' } as never), 'fault.thn', 'unknown-field', 'did you mean then?'],
    [(it) => it.script(ring, {}), 'fault', 'missing', 'changes nothing'],
    [(it) => it.rotate({ secretKey: '' }), 'keys.secretKey', 'length', 'non-empty'],
    [(it) => it.rotate({ secretkey: 'a' } as never), 'keys.secretkey', 'unknown-field', 'secretKey?'],
    [(it) => it.app(1), 'sdkAppId', 'range', 'is no application of this emulator: 1'],
    [(it) => it.setClockSkew(Number.NaN), 'ms', 'range', 'valid date'],
    [(it) => it.setClockSkew(1e300), 'ms', 'range', 'valid date'],
    [(it) => it.setClockSkew('5' as never), 'ms', 'range', 'valid date'],
  ])('%s', ([act, field, reason, detail], { emulator }) => {
    expect(() => act(emulator)).toThrow(optionError(field, reason, detail))
  })

  test.for<number | string>([Number.NaN, 1e300, '5', -1])('advance(%j)', async (ms, { emulator }) => {
    await expect(emulator.advance(ms as number)).rejects.toThrow(optionError('ms', 'range', 'valid date'))
  })
})

plain('an OptionError is a TypeError whose message names the function', () => {
  const error = new OptionError('startEmulator', 'port', 'range', 'must be smaller')
  expect(error).toBeInstanceOf(TypeError)
  expect(error.message).toBe('startEmulator: port must be smaller')
})
