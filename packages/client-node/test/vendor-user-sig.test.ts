import { inspectUserSig } from '@trtc-call/core/inspect'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../src/index.ts'
import { createVendorUserSigMinter } from '../src/vendor-user-sig.ts'

const key = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a-key-nobody-may-see' }

beforeEach(() => {
  vi.useFakeTimers({ now: 1_700_000_000_999 })
})
afterEach(() => {
  vi.useRealTimers()
})

test('signs for the machine’s time, and returns expiresAt', () => {
  const { value, expiresAt } = createVendorUserSigMinter(key)({ userId: 'jack', lifetimeMs: 60_000 })
  expect(expiresAt).toBe(1_700_000_060_000)
  expect(inspectUserSig(value, { ...key, userId: 'jack' })).toEqual({
    document: expect.objectContaining({ 'TLS.identifier': 'jack', 'TLS.time': 1_700_000_000, 'TLS.expire': 60 }),
    expiresAt,
    faults: [],
  })
})

test('expiresAt is never too late, even if the second changes in between', () => {
  const clock = vi.spyOn(Date, 'now').mockReturnValueOnce(1_700_000_000_999).mockReturnValue(1_700_000_001_000)
  const { value, expiresAt } = createVendorUserSigMinter(key)({ userId: 'jack', lifetimeMs: 60_000 })
  clock.mockRestore()
  expect(expiresAt).toBeLessThanOrEqual(inspectUserSig(value).expiresAt as number)
})

describe('refuses invalid input that the library would sign', () => {
  test.each([
    ['sdkAppId', { ...key, sdkAppId: Number.NaN }],
    ['sdkAppId', { ...key, sdkAppId: '1400000000' as never }],
    ['sdkSecretKey', { ...key, sdkSecretKey: '' }],
    ['sdkSecretKey', { ...key, sdkSecretKey: 'a-key-nobody-may-see\n' }],
  ])('a bad %s', (field, bad) => {
    expect(() => createVendorUserSigMinter(bad)).toThrow(InputError)
    expect(() => createVendorUserSigMinter(bad)).toThrow(field)
    expect(() => createVendorUserSigMinter(bad)).not.toThrow('a-key-nobody-may-see')
  })

  test.each([
    ['userId', { userId: 'jack\nTLS.expire:1', lifetimeMs: 60_000 }],
    ['userId', { userId: 'x'.repeat(33), lifetimeMs: 60_000 }],
    ['userId', { userId: undefined as never, lifetimeMs: 60_000 }],
    ['lifetimeMs', { userId: 'jack', lifetimeMs: undefined as never }],
    ['lifetimeMs', { userId: 'jack', lifetimeMs: Number.NaN }],
  ])('a bad %s', (field, bad) => {
    expect(() => createVendorUserSigMinter(key)(bad)).toThrow(new RegExp(`^${field} `))
  })
})
