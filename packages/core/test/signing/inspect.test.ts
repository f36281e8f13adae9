import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { mintPrivateMapKey, mintUserSig } from '../../src/signing/index.ts'
import { document, expected, faultsOf, good, key, now, pack, packJson, toStandard, value } from './inspected.ts'
import { users, vendorApi } from './vendor.ts'

/** A sig whose text has all the characters that the alphabets disagree on. */
const telling = Array.from(
  { length: 500 },
  (_, second) => mintUserSig({ ...good, now: now + second * 1000, deflate: deflateSync }).value,
).find((text) => /\*.*-|-.*\*/.test(text) && text.endsWith('_')) as string
const tellingOptions = { ...expected, now: now + 500_000 }

describe('a valid UserSig has no faults', () => {
  test('plain', () => {
    expect(inspectUserSig(value, expected)).toEqual({ document, expiresAt: now + 86_400_000, faults: [] })
  })

  test('any user, minted by this library and by the vendor’s', () => {
    fc.assert(
      fc.property(users, (userId) => {
        const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genUserSig(userId, 86_400)
        expect(inspectUserSig(theirs, { ...key, userId }).faults).toEqual([])
        expect(inspectUserSig(mintUserSig({ ...good, userId }).value, { ...key, userId, now }).faults).toEqual([])
      }),
    )
  })

  test('a PrivateMapKey is decoded', () => {
    const room = { kind: 'string', id: 'room-42' } as const
    const minted = mintPrivateMapKey({ ...good, room, privileges: ['enter-room', 'receive-audio'] })
    const userbuf = { account: 'jack', sdkAppId: key.sdkAppId, room, privileges: ['enter-room', 'receive-audio'] }
    expect(inspectUserSig(minted.value, expected)).toMatchObject({
      userbuf: { ...userbuf, expiresAt: minted.expiresAt },
      faults: [],
    })
  })

  test('a published one of the vendor', () => {
    const published =
      'eJw1jUsOgkAQBa9CZm1wej4Nmrjwu1AxEeQABAZsDTgBNBrj3RXFbb1UvSc7bCO3oYKNHabaeb6ZJRhcpo94EZkwPYFcjfLQrOUSStof092wqGxsgwkbOF-' +
      'V3C3V5mOD1lpwznveZOfEWsq6RXEOvi8R**1m6u5OuPxfaan8NjxE5YHQ0HPKTNVSTj-hqhDBF1Kx1xv7mTKR'
    const { document: seen, faults } = inspectUserSig(published, {
      sdkAppId: 1_400_188_366,
      userId: 'u46618234',
      now: 1_766_471_252_000,
    })
    expect(seen).toMatchObject({ 'TLS.time': 1_766_471_251, 'TLS.expire': 15_552_000, 'TLS.ver': '2.0' })
    expect(faults).toEqual([])
  })
})

describe('faults of the text', () => {
  test.each<[string, string, unknown[]]>([
    ['nothing at all', '', [['empty', 70003]]],
    ['only blanks', ' \n', [['empty', 70003]]],
    ['far too long', 'A'.repeat(8193), [['too-long', 70003]]],
    ['a line end', `${value}\n`, [['white-space', 70003]]],
    ['wrapped', `${value.slice(0, 76)}\r\n${value.slice(76)}`, [['white-space', 70003]]],
    ['a foreign character', `${value.slice(0, 9)}!${value.slice(9)}`, [['foreign-character', 70003]]],
    [
      'a lone percent sign',
      `${value.slice(0, 9)}%${value.slice(9)}`,
      [
        ['url-escaped', 70003],
        ['foreign-character', 70003],
      ],
    ],
    ['cut off', value.slice(0, -8), [['truncated', 70003]]],
    ['cut off within a digit', value.replace(/_+$/, '').slice(0, 61), [['truncated', 70003]]],
    ['begun late', value.slice(4), [['not-zlib', 70003]]],
    ['something else', 'administrator', [['truncated', 70003]]],
    ['something else that is base64', 'administrator123', [['not-zlib', 70003]]],
  ])('%s', (_name, text, faults) => {
    expect(faultsOf(text)).toEqual(faults)
  })

  test('standard base64, also with plus signs decoded as spaces, also escaped', () => {
    const standard = toStandard(telling)
    for (const text of [standard, standard.replaceAll('+', ' ')]) {
      expect(inspectUserSig(text, tellingOptions).document).toEqual(inspectUserSig(telling).document)
      expect(faultsOf(text, tellingOptions)).toEqual([['wrong-alphabet', 70003]])
    }
    expect(faultsOf(encodeURIComponent(standard), tellingOptions)).toEqual([
      ['url-escaped', 70003],
      ['wrong-alphabet', 70003],
    ])
  })

  test('escaped for a URL', () => {
    expect(faultsOf(telling.replaceAll('*', '%2A'), tellingOptions)).toEqual([['url-escaped', 70003]])
  })

  test('base64url', () => {
    const url = Buffer.from(toStandard(telling), 'base64').toString('base64url')
    expect(inspectUserSig(url, tellingOptions).document).toEqual(inspectUserSig(telling).document)
    expect(faultsOf(url, tellingOptions)).toEqual([['wrong-alphabet', 70003]])
  })

  test('any changed character is detected', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-'
    const whole = value.replace(/_+$/, '').length - 1
    for (let at = 0; at < whole; at++) {
      const other = letters[(letters.indexOf(value[at] as string) + 1) % 64]
      expect(faultsOf(value.slice(0, at) + other + value.slice(at + 1)).length, `character ${at}`).toBeGreaterThan(0)
    }
  })

  test('any truncation is detected, and nothing throws', () => {
    for (let length = 0; length < value.replace(/_+$/, '').length; length++) {
      expect(faultsOf(value.slice(0, length)).length, `${length} characters`).toBeGreaterThan(0)
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => inspectUserSig(text).faults.length > 0))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => inspectUserSig(pack(bytes)).faults.length > 0))
  })
})

describe('faults of the bytes', () => {
  const json = JSON.stringify(document)
  test.each<[string, Uint8Array, unknown[]]>([
    ['not compressed', Buffer.from(json), [['not-compressed', 70003]]],
    ['gzip', gzipSync(json), [['gzip', 70003]]],
    ['raw deflate', deflateRawSync(json), [['raw-deflate', 70003]]],
    ['a wrong checksum', Buffer.concat([deflateSync(json).subarray(0, -1), Uint8Array.of(0)]), [['corrupt', 70003]]],
    ['something behind it', Buffer.concat([deflateSync(json), Uint8Array.of(1, 2, 3)]), [['corrupt', 70003]]],
    ['no JSON', deflateSync('TLS.identifier:jack'), [['not-json', 70003]]],
    ['an array', deflateSync('[]'), [['not-json', 70003]]],
    ['null', deflateSync('null'), [['not-json', 70003]]],
    ['no UTF-8', deflateSync(Uint8Array.of(0x7b, 0xff, 0xff, 0x7d)), [['not-json', 70003]]],
    ['nothing', deflateSync(''), [['not-json', 70003]]],
  ])('%s', (_name, bytes, faults) => {
    expect(faultsOf(pack(bytes))).toEqual(faults)
  })

  test('a mistake that can be corrected does not hide the document', () => {
    for (const bytes of [Buffer.from(json), deflateRawSync(json)]) {
      expect(inspectUserSig(pack(bytes), expected).document).toEqual(document)
    }
  })

  test('a zip bomb is decompressed to at most 64 kB', () => {
    const bombs = [65_537, 100_000, 5_000_000].map((size) => deflateSync(Buffer.alloc(size, 32)))
    for (const bomb of bombs) expect(faultsOf(pack(bomb))).toEqual([['too-large', 70003]])
    expect(faultsOf(pack(deflateSync(Buffer.alloc(65_536, 32))))).toEqual([['not-json', 70003]])
    expect(faultsOf(pack(deflateRawSync(Buffer.alloc(5_000_000, 0x7b))))).toEqual([['not-zlib', 70003]])
  })
})

test('no message contains the signature, its MAC or the key', () => {
  const texts = [
    value,
    toStandard(telling),
    value.slice(0, -8),
    packJson({ ...document, 'TLS.ver': '1.0', 'TLS.sig': 'c2VjcmV0' }),
  ]
  const options = { sdkSecretKey: 'another-nobody-may-see', sdkAppId: 5, userId: 'rose', now: now + 1e12 }
  for (const text of texts) {
    const said = JSON.stringify(inspectUserSig(text, options).faults)
    for (const secret of ['nobody-may-see', 'c2VjcmV0', text.slice(10, 30), String(document['TLS.sig'])]) {
      expect(said).not.toContain(secret)
    }
  }
})

test('throws only for values that are not text, and for invalid options', () => {
  expect(() => inspectUserSig(5 as never)).toThrow(InputError)
  expect(() => inspectUserSig(value, { sdkAppId: 0 })).toThrow(/^sdkAppId /)
  expect(() => inspectUserSig(value, { sdkSecretKey: '' })).toThrow(/^sdkSecretKey /)
  expect(() => inspectUserSig(value, { userId: '' })).toThrow(/^userId /)
  expect(() => inspectUserSig(value, { now: Number.NaN })).toThrow(/^now /)
})
