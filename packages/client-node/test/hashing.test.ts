import { createHash, createHmac } from 'node:crypto'
import { webHashing } from '@trtc-call/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nodeHashing, objectHashing } from '../src/hashing.ts'

const long = fc.string({ unit: 'binary', maxLength: 4000, size: 'max' })
const data = fc.oneof(fc.string({ unit: 'binary' }), long, fc.uint8Array({ maxLength: 2000, size: 'max' }))
const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 200, size: 'max' }),
  fc.uint8Array({ minLength: 1, maxLength: 200 }),
)

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

describe.each([
  ['nodeHashing', nodeHashing],
  ['objectHashing', objectHashing],
  ['webHashing', webHashing],
])('%s', (_name, hashing) => {
  test('hashes as node:crypto does', () => {
    fc.assert(
      fc.property(data, (message) => {
        expect(hashing.sha256Hex(message)).toBe(createHash('sha256').update(message).digest('hex'))
      }),
    )
  })

  test('makes the MAC of node:crypto, for every message under one prepared key', () => {
    fc.assert(
      fc.property(key, fc.array(data, { minLength: 1, maxLength: 5 }), (secret, messages) => {
        const mac = hashing.mac(secret)
        const made = messages.map((message) => mac(message))
        const expected = messages.map((message) => createHmac('sha256', secret).update(message).digest('hex'))
        expect(made.map(hex)).toEqual(expected)
      }),
    )
  })

  test.each([63, 64, 65, 200])('takes a key of %i bytes', (length) => {
    const secret = new Uint8Array(length).fill(7)
    expect(hex(hashing.mac(secret)('x'))).toBe(createHmac('sha256', secret).update('x').digest('hex'))
  })

  test.each([0, 340, 341, 342, 1024, 1025])('takes a message of %i characters, of one byte or of three', (length) => {
    for (const message of ['a'.repeat(length), '房'.repeat(length)]) {
      expect(hex(hashing.mac('key')(message))).toBe(createHmac('sha256', 'key').update(message).digest('hex'))
    }
  })

  test('a later change of the caller’s key buffer has no effect', () => {
    const secret = new Uint8Array([1, 2, 3])
    const mac = hashing.mac(secret)
    secret.fill(0)
    expect(hex(mac('x'))).toBe(
      createHmac('sha256', new Uint8Array([1, 2, 3]))
        .update('x')
        .digest('hex'),
    )
  })
})
