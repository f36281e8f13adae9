import type { Mac } from '../src/credentials/mac.ts'
import { webHashing } from '../src/signing/hashing.ts'
import { assert, assertEqual, type ConformanceCase, hex } from './assert.ts'

/** The expectations of a `Mac`. */
export interface MacExpectation {
  /** The key, if it is known: each result is then compared with the correct MAC. */
  readonly key?: string | Uint8Array | undefined
}

/** New texts for each case, because a Mac may write into them. */
function texts(): Uint8Array[] {
  const all = ['', 'TLS.identifier:jack\n', '钥🔑', 'x'.repeat(64), 'x'.repeat(2_000)]
  return all.map((text) => new TextEncoder().encode(text))
}

/**
 * Test cases for a {@link Mac}: 32 bytes, equal for equal texts and different for different ones, for concurrent calls too.
 *
 * @example
 * for (const { name, run } of macCases((text) => kms.hmacSha256('alias/trtc-test', text))) test(name, run)
 */
export function macCases(mac: Mac, { key }: MacExpectation = {}): readonly ConformanceCase[] {
  const cases = [
    { name: 'Mac: 32 bytes', run: () => checkBytes(mac) },
    { name: 'Mac: equal for equal texts only', run: () => checkDistinct(mac) },
    { name: 'Mac: concurrent calls do not mix', run: () => checkConcurrency(mac) },
    { name: 'Mac: does not change the text', run: () => checkInput(mac) },
    { name: 'Mac: a result is not overwritten', run: () => checkResultIsOwn(mac) },
  ]
  return key === undefined
    ? cases
    : [...cases, { name: 'Mac: is HMAC-SHA256 by the key', run: () => checkKey(mac, key) }]
}

async function checkBytes(mac: Mac): Promise<void> {
  for (const text of texts()) {
    const bytes = await mac(text)
    assert(ArrayBuffer.isView(bytes) && bytes.BYTES_PER_ELEMENT === 1, 'the result is not a Uint8Array')
    assertEqual(bytes.byteLength, 32)
  }
}

async function checkDistinct(mac: Mac): Promise<void> {
  const seen = new Set<string>()
  for (const text of texts()) {
    const first = hex(await mac(text))
    assertEqual(hex(await mac(text.slice())), first)
    seen.add(first)
  }
  assertEqual(seen.size, texts().length)
}

async function checkConcurrency(mac: Mac): Promise<void> {
  const alone: string[] = []
  for (const text of texts()) alone.push(hex(await mac(text)))
  const together = await Promise.all(texts().map(async (text) => hex(await mac(text))))
  assertEqual(together, alone)
}

async function checkInput(mac: Mac): Promise<void> {
  for (const text of texts()) {
    const given = text.slice()
    await mac(given)
    assertEqual(hex(given), hex(text))
  }
}

async function checkResultIsOwn(mac: Mac): Promise<void> {
  const first = await mac(new TextEncoder().encode('one'))
  const before = hex(first)
  await mac(new TextEncoder().encode('another'))
  assertEqual(hex(first), before)
}

async function checkKey(mac: Mac, key: string | Uint8Array): Promise<void> {
  const right = webHashing.mac(key)
  for (const text of texts())
    assert(hex(await mac(text)) === hex(right(text)), 'the MAC is not HMAC-SHA256 by this key')
}
