import { inflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { base64, fromBase64, vendorBase64 } from '../../src/signing/base64.ts'
import { adler32, storedZlib, withStoredZlib } from '../../src/signing/zlib.ts'

const bytes = fc.uint8Array({ maxLength: 6000, size: 'max' })

/** Without `expect(…)` at once: comparing large arrays deeply is slow. */
const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0

describe('storedZlib', () => {
  test('is read by zlib, which verifies the checksum', () => {
    fc.assert(fc.property(bytes, (data) => same(inflateSync(storedZlib(data)), data)))
  })

  test.each([0, 1, 5551, 5552, 5553, 65_534, 65_535, 65_536, 131_070, 131_071, 300_000])('%i bytes', (length) => {
    const data = new Uint8Array(length).fill(255)
    const packed = storedZlib(data)
    expect(same(inflateSync(packed), data)).toBe(true)
    expect(packed.length).toBe(length + 6 + 5 * Math.max(1, Math.ceil(length / 65_535)))
    expect([packed[0], packed[1]]).toEqual([0x78, 0x01])
  })

  test('a text is packed as its bytes are, short or long', () => {
    for (const text of ['', 'a', '房间', 'x'.repeat(1361), 'x'.repeat(1362), '房'.repeat(2000), '房'.repeat(5000)]) {
      const packed = withStoredZlib(text, (all, length) => Buffer.from(all.subarray(0, length)).toString('hex'))
      expect(packed).toBe(Buffer.from(storedZlib(Buffer.from(text))).toString('hex'))
    }
  })
})

test('adler32 of the example known from RFC 1950 implementations', () => {
  expect(adler32(Buffer.from('Wikipedia'))).toBe(0x11e60398)
})

describe('base64', () => {
  test('is that of Buffer', () => {
    fc.assert(fc.property(bytes, (data) => base64(data) === Buffer.from(data).toString('base64')))
  })

  test("in the vendor's alphabet + / = are * - _", () => {
    fc.assert(
      fc.property(bytes, (data) => {
        const standard = Buffer.from(data).toString('base64')
        return vendorBase64(data) === standard.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
      }),
    )
  })

  test('of a part has nothing of what follows it', () => {
    expect(vendorBase64(Uint8Array.of(255, 255, 255, 255, 255), 1)).toBe('-w__')
    expect(vendorBase64(Uint8Array.of(255, 255, 255, 255, 255), 2)).toBe('--8_')
  })

  test('and back', () => {
    fc.assert(fc.property(bytes, (data) => same(fromBase64(base64(data)) ?? new Uint8Array(1), data)))
    expect(fromBase64('AAAAA')).toBeUndefined()
    expect(fromBase64('AA*A')).toBeUndefined()
  })
})
