import { createHash, createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { webHashing } from '../../src/signing/hashing.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

// FIPS 180-4 has these in its examples.
test.each([
  ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
  ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
  [
    'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
  ],
  ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
])('the digests of the standard (%#)', (text, digest) => {
  expect(webHashing.sha256Hex(text)).toBe(digest)
})

test('every length up to four blocks equals node:crypto', () => {
  for (let length = 0; length <= 256; length++) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) & 255)
    expect(webHashing.sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'))
    const mac = webHashing.mac(bytes)
    expect(hex(mac(bytes))).toBe(createHmac('sha256', bytes).update(bytes).digest('hex'))
  }
})

test('any key and any messages, as bytes or as text, equal node:crypto', () => {
  const data = fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 }))
  const toBuffer = (value: string | Uint8Array): Buffer => Buffer.from(value as string)
  fc.assert(
    fc.property(data, fc.array(data, { maxLength: 4 }), (key, messages) => {
      const mac = webHashing.mac(key)
      for (const message of messages) {
        expect(hex(mac(message))).toBe(createHmac('sha256', toBuffer(key)).update(toBuffer(message)).digest('hex'))
        expect(webHashing.sha256Hex(message)).toBe(createHash('sha256').update(toBuffer(message)).digest('hex'))
      }
    }),
    { numRuns: 300 },
  )
})

test('a view into a larger buffer is hashed from its own start', () => {
  const whole = Uint8Array.from({ length: 200 }, (_, index) => index)
  const view = whole.subarray(7, 150)
  expect(webHashing.sha256Hex(view)).toBe(createHash('sha256').update(view).digest('hex'))
})
