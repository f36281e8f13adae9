import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inspectUserSig } from '../../src/inspect.ts'
import { createUserSigMinter, mintPrivateMapKey, mintUserSig } from '../../src/signing/index.ts'
import { encodeUserbuf } from '../../src/signing/userbuf.ts'
import { users, vendorApi } from './vendor.ts'

const key = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a-key-nobody-may-see' }
const now = 1_700_000_000_000
const expected = { ...key, userId: 'jack', now }
const good = { ...key, userId: 'jack', lifetimeMs: 86_400_000, now }
const { value } = mintUserSig({ ...good, deflate: deflateSync })

const document = {
  'TLS.ver': '2.0',
  'TLS.identifier': 'jack',
  'TLS.sdkappid': 1_400_000_000,
  'TLS.time': 1_700_000_000,
  'TLS.expire': 86_400,
  'TLS.sig': inspectUserSig(value).document?.['TLS.sig'],
}

const toVendor = (base64: string) => base64.replaceAll('+', '*').replaceAll('/', '-').replaceAll('=', '_')
const toStandard = (text: string) => text.replaceAll('*', '+').replaceAll('-', '/').replaceAll('_', '=')
const pack = (bytes: Uint8Array) => toVendor(Buffer.from(bytes).toString('base64'))
const packJson = (json: unknown) => pack(deflateSync(JSON.stringify(json)))
const faultsOf = (text: string, options: object = expected) =>
  inspectUserSig(text, options).faults.map(({ code, vendorCode }) => (vendorCode ? [code, vendorCode] : [code]))

/** A sig whose text has all the characters that the alphabets disagree on. */
const telling = Array.from(
  { length: 500 },
  (_, second) => mintUserSig({ ...good, now: now + second * 1000, deflate: deflateSync }).value,
).find((text) => /\*.*-|-.*\*/.test(text) && text.endsWith('_')) as string
const tellingOptions = { ...expected, now: now + 500_000 }

describe('a good one has no faults', () => {
  test('plain', () => {
    expect(inspectUserSig(value, expected)).toEqual({ document, expiresAt: now + 86_400_000, faults: [] })
  })

  test('any user, by our mint and by the library of the vendor', () => {
    fc.assert(
      fc.property(users, (userId) => {
        const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genUserSig(userId, 86_400)
        expect(inspectUserSig(theirs, { ...key, userId }).faults).toEqual([])
        expect(inspectUserSig(mintUserSig({ ...good, userId }).value, { ...key, userId, now }).faults).toEqual([])
      }),
    )
  })

  test('with what is inside a PrivateMapKey', () => {
    const room = { kind: 'string', id: 'room-42' } as const
    const minted = mintPrivateMapKey({ ...good, room, privileges: ['enter-room', 'receive-audio'] })
    const userbuf = { account: 'jack', sdkAppId: key.sdkAppId, room, privileges: ['enter-room', 'receive-audio'] }
    expect(inspectUserSig(minted.value, expected)).toMatchObject({
      userbuf: { ...userbuf, expiresAt: minted.expiresAt },
      faults: [],
    })
  })

  test('one that the vendor published', () => {
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

describe('what was done to the text', () => {
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

  test('standard base64, also with its plus signs turned into blanks, also escaped', () => {
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

  test('any single character changed is noticed', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789*-'
    const whole = value.replace(/_+$/, '').length - 1
    for (let at = 0; at < whole; at++) {
      const other = letters[(letters.indexOf(value[at] as string) + 1) % 64]
      expect(faultsOf(value.slice(0, at) + other + value.slice(at + 1)).length, `character ${at}`).toBeGreaterThan(0)
    }
  })

  test('any cut is noticed, and nothing throws', () => {
    for (let length = 0; length < value.replace(/_+$/, '').length; length++) {
      expect(faultsOf(value.slice(0, length)).length, `${length} characters`).toBeGreaterThan(0)
    }
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => inspectUserSig(text).faults.length > 0))
    fc.assert(fc.property(fc.uint8Array(), (bytes) => inspectUserSig(pack(bytes)).faults.length > 0))
  })
})

describe('what was done to the bytes', () => {
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

  test('a mistake that can be read through does not hide the document', () => {
    for (const bytes of [Buffer.from(json), deflateRawSync(json)]) {
      expect(inspectUserSig(pack(bytes), expected).document).toEqual(document)
    }
  })

  test('a zip bomb is never unpacked beyond 64 kB', () => {
    const bombs = [65_537, 100_000, 5_000_000].map((size) => deflateSync(Buffer.alloc(size, 32)))
    for (const bomb of bombs) expect(faultsOf(pack(bomb))).toEqual([['too-large', 70003]])
    expect(faultsOf(pack(deflateSync(Buffer.alloc(65_536, 32))))).toEqual([['not-json', 70003]])
    expect(faultsOf(pack(deflateRawSync(Buffer.alloc(5_000_000, 0x7b))))).toEqual([['not-zlib', 70003]])
  })
})

describe('what is in the document', () => {
  test.each(Object.keys(document))('%s is missing', (name) => {
    const { [name]: _left, ...rest } = document as Record<string, unknown>
    expect(faultsOf(packJson(rest))).toEqual([['missing-field', 70003]])
    expect(inspectUserSig(packJson(rest)).faults[0]?.message).toContain(name)
  })

  test.each<[string, object]>([
    ['a lifetime that was missing', { 'TLS.expire': null }],
    ['an app id as text', { 'TLS.sdkappid': '1400000000' }],
    ['a user as a number', { 'TLS.identifier': 5 }],
    ['a time with a fraction', { 'TLS.time': 1_700_000_000.5 }],
    ['a negative lifetime', { 'TLS.expire': -1 }],
    ['a userbuf that is no text', { 'TLS.userbuf': 5 }],
  ])('%s', (_name, change) => {
    expect(faultsOf(packJson({ ...document, ...change }))).toEqual([['wrong-type', 70003]])
  })

  test('another version', () => {
    expect(faultsOf(packJson({ ...document, 'TLS.ver': '1.0' }))).toEqual([['wrong-version', 70003]])
  })

  test('a newline in the user id', () => {
    const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genUserSig('jack\nTLS.expire:1', 60)
    expect(faultsOf(theirs, key)).toEqual([['unsafe-identifier', 70003]])
  })

  test.each<[string, object, unknown[]]>([
    ['another key', { sdkSecretKey: 'other' }, [['wrong-key', 70009]]],
    ['another app', { sdkAppId: 5 }, [['other-app', 70014]]],
    ['another user', { userId: 'rose' }, [['other-user', 70013]]],
    ['expired this very second', { now: now + 86_400_000 }, [['expired', 70001]]],
    ['not yet expired', { now: now + 86_399_999 }, []],
    ['made a minute from now', { now: now - 60_000 }, []],
    ['made later than that', { now: now - 61_000 }, [['made-in-future']]],
  ])('%s', (_name, change, faults) => {
    expect(faultsOf(value, { ...expected, ...change })).toEqual(faults)
  })

  test('a field changed after signing', () => {
    for (const change of [
      { 'TLS.expire': 86_401 },
      { 'TLS.time': 1_700_000_001 },
      { 'TLS.userbuf': 'AA' },
      { 'TLS.sig': 'short' },
      { 'TLS.sig': `${document['TLS.sig']}x` },
    ]) {
      expect(faultsOf(packJson({ ...document, ...change }))).toContainEqual(['wrong-key', 70009])
    }
  })

  test('without a key, an app and a user they are not looked at', () => {
    expect(faultsOf(packJson({ ...document, 'TLS.sig': 'nonsense' }), { now })).toEqual([])
  })
})

describe('what is in the userbuf', () => {
  const fields = {
    account: 'jack',
    sdkAppId: key.sdkAppId,
    room: { kind: 'int', id: 1 },
    expiry: 1_700_086_400,
    privilegeMap: 2,
    accountType: 0,
  } as const
  const withUserbuf = (userbuf: Uint8Array) => createUserSigMinter(key)({ ...good, userbuf }).value
  test.each<[string, Uint8Array, unknown[]]>([
    ['as it should be', encodeUserbuf(fields), []],
    ['another user', encodeUserbuf({ ...fields, account: 'rose' }), [['userbuf-mismatch']]],
    ['another app', encodeUserbuf({ ...fields, sdkAppId: 5 }), [['userbuf-mismatch']]],
    ['expired', encodeUserbuf({ ...fields, expiry: 1_700_000_000 }), [['userbuf-expired']]],
    ['cut off', encodeUserbuf(fields).subarray(0, -1), [['userbuf-malformed']]],
    ['too long', Buffer.concat([encodeUserbuf(fields), Uint8Array.of(0)]), [['userbuf-malformed']]],
    ['another version', Uint8Array.from(encodeUserbuf(fields)).fill(2, 0, 1), [['userbuf-malformed']]],
    ['empty', new Uint8Array(0), [['userbuf-malformed']]],
  ])('%s', (_name, userbuf, faults) => {
    expect(faultsOf(withUserbuf(userbuf))).toEqual(faults)
  })
})

test('no message has the signature, its MAC or the key in it', () => {
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

test('throws only for what is no UserSig at all, and for options', () => {
  expect(() => inspectUserSig(5 as never)).toThrow(TypeError)
  expect(() => inspectUserSig(value, { sdkAppId: 0 })).toThrow(/^sdkAppId /)
  expect(() => inspectUserSig(value, { sdkSecretKey: '' })).toThrow(/^sdkSecretKey /)
  expect(() => inspectUserSig(value, { userId: '' })).toThrow(/^userId /)
  expect(() => inspectUserSig(value, { now: Number.NaN })).toThrow(/^now /)
})
