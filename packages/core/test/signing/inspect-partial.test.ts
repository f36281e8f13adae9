import { describe, expect, test } from 'vitest'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { mintPrivateMapKey } from '../../src/signing/index.ts'
import { document, expected, faultsOf, good, now, packJson, value } from './inspected.ts'

const { 'TLS.sig': _, ...unsigned } = document

describe('a missing field does not hide the faults of others', () => {
  test('without the signature, the time, the app and the user are checked', () => {
    const options = { ...expected, sdkAppId: 5, userId: 'rose', now: now + 86_400_000 }
    expect(faultsOf(packJson(unsigned), options)).toEqual([
      ['missing-field', 70003],
      ['other-app', 70014],
      ['other-user', 70013],
      ['expired', 70001],
    ])
    expect(inspectUserSig(packJson(unsigned), expected)).toMatchObject({ expiresAt: now + 86_400_000 })
    expect(inspectUserSig(packJson(unsigned)).document).not.toHaveProperty(['TLS.sig'])
  })

  test('without the lifetime, the rest is checked', () => {
    const { 'TLS.expire': __, ...endless } = document
    const inspected = inspectUserSig(packJson(endless), { ...expected, userId: 'rose' })
    expect(inspected).not.toHaveProperty('expiresAt')
    expect(inspected.faults.map(({ code }) => code)).toEqual(['missing-field', 'other-user'])
  })

  test('without the user, the userbuf is decoded', () => {
    const room = { kind: 'string', id: 'room-42' } as const
    const whole = inspectUserSig(mintPrivateMapKey({ ...good, room, privileges: ['enter-room'] }).value).document
    const { 'TLS.identifier': __, ...nobodys } = whole ?? {}
    const { userbuf, faults } = inspectUserSig(packJson(nobodys), { now })
    expect(userbuf).toMatchObject({ account: 'jack', room })
    expect(faults.map(({ code }) => code)).toEqual(['missing-field'])
  })

  test('a userbuf that is not text does not imply a wrong key', () => {
    const changed = packJson({ ...document, 'TLS.userbuf': 5, 'TLS.time': 1_700_000_001 })
    expect(faultsOf(changed)).toEqual([['wrong-type', 70003]])
  })
})

describe('durations in the largest unit that fits', () => {
  const end = now + 86_400_000
  test.each([
    [end, '0 seconds'],
    [end + 1_999, '1 second'],
    [end + 59_999, '59 seconds'],
    [end + 119_999, '1 minute'],
    [end + 7_198_000, '1 hour'],
    [end + 3 * 86_400_000, '3 days'],
  ])('%s', (when, words) => {
    const [fault] = inspectUserSig(value, { ...expected, now: when }).faults
    expect(fault?.message).toBe(`it expired ${words} ago: mint a new one`)
  })

  test('a wrong clock has no code of the vendor', () => {
    expect(inspectUserSig(value, { ...expected, now: now - 120_000 }).faults).toEqual([
      {
        code: 'made-in-future',
        message: expect.stringMatching(/made 2 minutes in the future.*documents no code for that$/),
      },
    ])
  })
})
