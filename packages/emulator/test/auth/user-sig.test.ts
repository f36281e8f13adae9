import fc from 'fast-check'
import { Api } from 'tls-sig-api-v2/TLSSigAPIv2.js'
import { describe, expect, test } from 'vitest'
import { checkUserSig } from '../../src/auth/check-user-sig.ts'
import { errorCodeOf, flipBit } from '../support/flip.ts'
import { encodeSig, mint } from '../support/user-sig.ts'

const now = 1_700_000_000_000
const fields = {
  sdkAppId: 1400000000,
  sdkSecretKey: 'a key of the application',
  userId: 'jack',
  time: now / 1000,
  expire: 60,
}
const expected = { sdkAppId: fields.sdkAppId, sdkSecretKey: fields.sdkSecretKey, userId: 'jack', now }
const codeOf = (sig: string, changes: Partial<typeof expected> = {}) =>
  errorCodeOf(() => checkUserSig(sig, { ...expected, ...changes }))

describe('accepted UserSigs', () => {
  test("a UserSig of the vendor's own library", () => {
    const sig = new Api(fields.sdkAppId, fields.sdkSecretKey).genUserSig('jack', 60)
    expect(codeOf(sig, { now: Date.now() })).toBeUndefined()
  })

  test.each([0, 1, 6, 9])('deflate level %i, whose 0 is a stored block', (level) => {
    expect(codeOf(mint({ ...fields, level }))).toBeUndefined()
  })

  test('a user ID beyond ASCII', () => {
    expect(codeOf(mint({ ...fields, userId: 'Жак' }), { userId: 'Жак' })).toBeUndefined()
  })
})

describe('rejected UserSigs and their codes', () => {
  test.each([
    ['expired a second ago', 70001, mint({ ...fields, time: fields.time - 61 })],
    ['expires now', 70001, mint({ ...fields, time: fields.time - 60 })],
    ['made with another key', 70009, mint({ ...fields, sdkSecretKey: 'another key' })],
    ['made for another user', 70013, mint({ ...fields, userId: 'jill' })],
    ['made for another app', 70014, mint({ ...fields, sdkAppId: 1400000001 })],
    ['truncated', 70003, mint(fields).slice(0, -20)],
    [
      'in the alphabet of base64url',
      70003,
      mint({ ...fields, level: 0 })
        .replaceAll('*', '-')
        .replaceAll('_', '='),
    ],
    ['not zlib', 70003, Buffer.from('{}').toString('base64url')],
    ['not JSON', 70003, encodeSig('TLS.ver')],
    ['JSON, but no object', 70003, encodeSig('null')],
    ['without an expiry, as the vendor library writes it', 70003, encodeSig('{"TLS.ver":"2.0","TLS.expire":null}')],
    ['valid, but a deflate bomb', 70003, mint({ ...fields, extra: { bomb: '0'.repeat(1_000_000) } })],
    ['empty', 70003, ''],
  ])('%s: %i', (_, code, sig) => {
    expect(codeOf(sig)).toBe(code)
  })

  test('a UserSig is valid until a second before it expires', () => {
    expect(codeOf(mint({ ...fields, time: fields.time - 59 }))).toBeUndefined()
  })

  test.each([0, 6])('one flipped bit anywhere in the text of a UserSig of level %i', (level) => {
    const sig = Buffer.from(mint({ ...fields, level }))
    for (let position = 0; position < sig.length * 8; position += 1) {
      const flipped = flipBit(sig, position).toString('latin1')
      expect([70003, 70009, 70013, 70014], `bit ${position}`).toContain(codeOf(flipped))
    }
  })

  test('one flipped bit in the bytes below the base64, padding included', () => {
    const bit = fc.integer({ min: 0, max: 8 * 200 })
    const level = fc.constantFrom(0, 1, 6, 9)
    const userId = fc.string({ minLength: 1, maxLength: 16, unit: 'grapheme' })
    fc.assert(
      fc.property(bit, level, userId, (position, zlibLevel, id) => {
        const text = mint({ ...fields, userId: id, level: zlibLevel })
        const bytes = Buffer.from(text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '='), 'base64')
        const base64 = flipBit(bytes, position).toString('base64')
        const sig = base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
        expect([70003, 70009, 70013, 70014]).toContain(codeOf(sig, { userId: id }))
      }),
      { numRuns: 2_000 },
    )
  })

  test('one flipped bit in the key', () => {
    const key = Buffer.from(fields.sdkSecretKey)
    for (let position = 0; position < key.length * 8; position += 1) {
      const sdkSecretKey = flipBit(key, position).toString('latin1')
      expect(codeOf(mint(fields), { sdkSecretKey })).toBe(70009)
    }
  })

  test('one changed field under the old MAC', () => {
    for (const [name, value] of [
      ['time', fields.time + 1],
      ['expire', 61],
    ] as const) {
      const forged = mintWithMacOf({ ...fields, [name]: value })
      expect(codeOf(forged)).toBe(70009)
    }
  })
})

/** Encodes a document whose fields differ from the signed ones. */
function mintWithMacOf({ time, expire }: typeof fields): string {
  return encodeSig(
    JSON.stringify({
      'TLS.ver': '2.0',
      'TLS.identifier': fields.userId,
      'TLS.sdkappid': fields.sdkAppId,
      'TLS.time': time,
      'TLS.expire': expire,
      'TLS.sig': 'qW6jGFkBvZ0k0wq6n0Vn2n4Z0l3bQxKk8b0N3o2m5rE=',
    }),
  )
}
