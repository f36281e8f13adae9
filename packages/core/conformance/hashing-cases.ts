import type { Hashing } from '../src/signing/hashing.ts'
import { assert, assertEqual, hex, type SynchronousCase } from './assert.ts'

/**
 * Test cases for a custom {@link Hashing}: correct for all lengths, equal for text and bytes, and without shared state.
 *
 * @example
 * for (const { name, run } of hashingCases(nodeHashing)) test(name, run)
 * @see {@link https://www.rfc-editor.org/rfc/rfc4231}
 */
export function hashingCases(hashing: Hashing): readonly SynchronousCase[] {
  return [
    { name: 'SHA-256: the published digests', run: () => checkPublishedDigests(hashing) },
    { name: 'SHA-256: every length up to 200 bytes', run: () => checkLengths(hashing) },
    { name: 'SHA-256: text is hashed as UTF-8', run: () => checkText(hashing) },
    ...publishedMacs.map(({ name, key, message, digest }) => ({
      name: `HMAC-SHA256: RFC 4231, ${name}`,
      run: () => assertEqual(hex(hashing.mac(key)(message)), digest),
    })),
    { name: 'HMAC-SHA256: keys up to 140 and messages up to 1260 bytes', run: () => checkMacLengths(hashing) },
    { name: 'HMAC-SHA256: a prepared key has no state', run: () => checkReuse(hashing) },
    { name: 'HMAC-SHA256: a result is not overwritten', run: () => checkResultIsOwn(hashing) },
  ]
}

const publishedMacs = [
  {
    name: 'case 1',
    key: new Uint8Array(20).fill(0x0b),
    message: 'Hi There',
    digest: 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  },
  {
    name: 'case 2',
    key: 'Jefe',
    message: 'what do ya want for nothing?',
    digest: '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  },
  {
    name: 'case 3',
    key: new Uint8Array(20).fill(0xaa),
    message: new Uint8Array(50).fill(0xdd),
    digest: '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe',
  },
  {
    name: 'case 6',
    key: new Uint8Array(131).fill(0xaa),
    message: 'Test Using Larger Than Block-Size Key - Hash Key First',
    digest: '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
  },
] as const

function checkPublishedDigests({ sha256Hex }: Hashing): void {
  assertEqual(sha256Hex(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
  assertEqual(sha256Hex('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
}

/** The digest of all digests, computed with OpenSSL. */
function checkLengths({ sha256Hex }: Hashing): void {
  const digests = Array.from({ length: 201 }, (_, length) => sha256Hex('a'.repeat(length)))
  assertEqual(sha256Hex(digests.join('')), 'eb555248bd20c7831e511d4461b42c9b084e3a64b44d57b00051172f8afe03ff')
}

function checkText({ sha256Hex }: Hashing): void {
  const digest = '1e0462415b648bb68ed0c21fb6b7933c8e42faef22786c6901a9e35d81e18ba5'
  assertEqual(sha256Hex('钥🔑'), digest)
  assertEqual(sha256Hex(new TextEncoder().encode('钥🔑')), digest)
}

/** Computed with OpenSSL. */
function checkMacLengths({ sha256Hex, mac }: Hashing): void {
  const macs = Array.from({ length: 140 }, (_, at) => hex(mac('k'.repeat(at + 1))('x'.repeat((at + 1) * 9))))
  assertEqual(sha256Hex(macs.join('')), 'fced58b9474814a378d096c08f25a75b81c2cb7c3e7afe3dc8ce483b2e4d40ce')
}

function checkReuse({ mac }: Hashing): void {
  const [one, other] = [mac('one key'), mac('another key')]
  const first = hex(one('a message'))
  other('a message that is longer than the one before it')
  assertEqual(hex(one('a message')), first)
  assert(hex(other('a message')) !== first, 'two keys gave the same MAC')
}

function checkResultIsOwn({ mac }: Hashing): void {
  const keyed = mac('one key')
  const first = keyed('a message')
  const before = hex(first)
  keyed('another message')
  assertEqual(hex(first), before)
}
