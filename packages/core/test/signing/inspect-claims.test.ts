import { describe, expect, test } from 'vitest'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { createUserSigMinter } from '../../src/signing/index.ts'
import { encodeUserbuf } from '../../src/signing/userbuf.ts'
import { document, expected, faultsOf, good, key, now, packJson, value } from './inspected.ts'
import { vendorApi } from './vendor.ts'

describe('the document', () => {
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
      { 'TLS.sig': 'short' },
      { 'TLS.sig': `${document['TLS.sig']}x` },
    ]) {
      expect(faultsOf(packJson({ ...document, ...change }))).toContainEqual(['wrong-key', 70009])
    }
  })

  test('the key, the app and the user are only checked if they are given', () => {
    expect(faultsOf(packJson({ ...document, 'TLS.sig': 'nonsense' }), { now })).toEqual([])
  })
})

describe('the userbuf', () => {
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
