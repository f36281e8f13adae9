import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { createUserSigMinter, type Hashing, mintUserSig, webHashing } from '../../src/signing/index.ts'
import { frozen, keys, lifetimes, sdkAppIds, unpack, users, vendorApi } from './vendor.ts'

const key = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a-key-nobody-may-see' }
const good = { ...key, userId: 'jack', lifetimeMs: 86_400_000 }

beforeEach(() => {
  vi.useFakeTimers({ now: frozen })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('mintUserSig', () => {
  test("says and signs what the vendor's library does, for any user, app, key and lifetime", () => {
    fc.assert(
      fc.property(sdkAppIds, keys, users, lifetimes, (sdkAppId, sdkSecretKey, userId, seconds) => {
        const ours = mintUserSig({ sdkAppId, sdkSecretKey, userId, lifetimeMs: seconds * 1000 })
        expect(unpack(ours.value)).toEqual(unpack(vendorApi(sdkAppId, sdkSecretKey).genUserSig(userId, seconds)))
        expect(ours.expiresAt).toBe((Math.floor(frozen / 1000) + seconds) * 1000)
      }),
    )
  })

  test("compressed by node:zlib, it is the vendor's text character for character", () => {
    const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genUserSig('jack', 86_400)
    expect(mintUserSig({ ...good, deflate: deflateSync }).value).toBe(theirs)
  })

  test('the result needs no URL escaping', () => {
    fc.assert(
      fc.property(
        users,
        (userId) => encodeURIComponent(mintUserSig({ ...good, userId }).value).includes('%') === false,
      ),
    )
  })

  test('the time is rounded down to whole seconds', () => {
    const minted = mintUserSig({ ...good, now: 1_600_000_000_999, lifetimeMs: 1000 })
    expect(unpack(minted.value)).toMatchObject({ 'TLS.time': 1_600_000_000, 'TLS.expire': 1 })
    expect(minted.expiresAt).toBe(1_600_000_001_000)
  })

  test('takes a user of 32 bytes and quotes in JSON', () => {
    for (const userId of ['x'.repeat(32), '"\\'.repeat(16), '房'.repeat(10), '😀'.repeat(8)]) {
      expect(unpack(mintUserSig({ ...good, userId }).value)['TLS.identifier']).toBe(userId)
    }
  })
})

describe('createUserSigMinter', () => {
  test('prepares the key once', () => {
    const mac = vi.fn(webHashing.mac)
    const mint = createUserSigMinter({ ...key, hashing: { ...webHashing, mac } satisfies Hashing })
    const [first, second] = [mint({ userId: 'jack', lifetimeMs: 1000 }), mint({ userId: 'rose', lifetimeMs: 1000 })]
    expect(mac).toHaveBeenCalledTimes(1)
    expect(first).toEqual(mintUserSig({ ...key, userId: 'jack', lifetimeMs: 1000 }))
    expect(second).toEqual(mintUserSig({ ...key, userId: 'rose', lifetimeMs: 1000 }))
  })

  test('reads the clock when it mints, not before', () => {
    const mint = createUserSigMinter(key)
    vi.setSystemTime(1_800_000_000_000)
    expect(mint({ userId: 'jack', lifetimeMs: 1000 }).expiresAt).toBe(1_800_000_001_000)
  })

  test('signs a userbuf of any length', () => {
    for (const length of [0, 1, 62, 5000, 70_000]) {
      const userbuf = new Uint8Array(length).fill(7)
      const { value } = createUserSigMinter(key)({ userId: 'jack', lifetimeMs: 1000, userbuf })
      expect(unpack(value)['TLS.userbuf']).toBe(Buffer.from(userbuf).toString('base64'))
    }
  })
})

describe('throws an InputError that names the field', () => {
  test.each([
    [
      'sdkAppId',
      'integer from 1 to 4294967295',
      [0, -1, 1.5, 4_294_967_296, Number.NaN, undefined, null, '1400000000'],
    ],
    ['sdkSecretKey', 'must (not be empty|be a string)', ['', undefined, null, 5, new Uint8Array(3)]],
    ['sdkSecretKey', 'white space', [' a-key-nobody-may-see', 'a-key-nobody-may-see\n']],
    ['userId', 'must (not be empty|be a string)', ['', undefined, null, 5, {}]],
    ['userId', 'control characters', ['jack\n', 'jack\r', '\u0000', 'a\u007f', 'a\u0085']],
    ['userId', 'surrogate', ['\ud800', 'a\udc00b']],
    ['userId', 'must have 1 to 32 bytes', ['x'.repeat(33), '房'.repeat(11), '😀'.repeat(9)]],
    ['lifetimeMs', 'missing', [undefined]],
    [
      'lifetimeMs',
      'from 1000 to 2147483647000',
      [999, 1999, 0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648_000, '1000', null],
    ],
    ['now', 'milliseconds since 1970', [Number.NaN, Number.POSITIVE_INFINITY, -1, '5', null]],
  ])('%s: %s', (field, words, values) => {
    for (const value of values) {
      const mint = () => mintUserSig({ ...good, [field]: value })
      expect(mint, String(value)).toThrow(InputError)
      expect(mint).toThrow(new RegExp(`^${field} (is missing|.*${words})`))
      expect(mint).not.toThrow('nobody-may-see')
    }
  })

  test('reports the length of a user id', () => {
    expect(() => mintUserSig({ ...good, userId: '房'.repeat(11) })).toThrow(
      'userId must have 1 to 32 bytes of UTF-8, given 33',
    )
  })

  test('a bad key before anything is minted', () => {
    expect(() => createUserSigMinter({ ...key, sdkSecretKey: '' })).toThrow(InputError)
  })
})
