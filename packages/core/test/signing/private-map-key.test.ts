import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { InputError } from '../../src/input-error.ts'
import { inspectUserSig } from '../../src/inspect-user-sig.ts'
import { intRoom, type Room, stringRoom } from '../../src/room.ts'
import { mintPrivateMapKey, type Privilege } from '../../src/signing/index.ts'
import { readBytes } from './read-userbuf.ts'
import { asciiUsers, frozen, keys, lifetimes, sdkAppIds, unpack, users, vendorApi } from './vendor.ts'

const privileges: readonly Privilege[] = [
  'create-room',
  'enter-room',
  'send-audio',
  'receive-audio',
  'send-video',
  'receive-video',
  'send-sub-stream',
  'receive-sub-stream',
]
const bitOf = (privilege: Privilege) => 2 ** privileges.indexOf(privilege)
const somePrivileges = fc.subarray([...privileges], { minLength: 1 })
const intRooms = fc.integer({ min: 1, max: 4_294_967_294 })
const textRooms = fc.stringMatching(/^[a-zA-Z0-9 !#$%&+\-:;<=.>?@[\]^_{}|~,]{1,64}$/)
const anyTextRooms = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((room) => Buffer.byteLength(room) <= 64)

const key = { sdkAppId: 1_400_000_000, sdkSecretKey: 'a-key-nobody-may-see' }
const good = { ...key, userId: 'jack', lifetimeMs: 300_000, room: intRoom(1), privileges: 'all' as const }

beforeEach(() => {
  vi.useFakeTimers({ now: frozen })
})
afterEach(() => {
  vi.useRealTimers()
})

describe("equals the result of the vendor's library where that is right", () => {
  test('number rooms', () => {
    fc.assert(
      fc.property(
        sdkAppIds,
        keys,
        asciiUsers,
        lifetimes,
        intRooms,
        somePrivileges,
        (sdkAppId, sdkSecretKey, userId, seconds, id, allowed) => {
          const room = intRoom(id)
          const ours = mintPrivateMapKey({
            sdkAppId,
            sdkSecretKey,
            userId,
            lifetimeMs: seconds * 1000,
            room,
            privileges: allowed,
          })
          const map = allowed.reduce((sum, privilege) => sum + bitOf(privilege), 0)
          const theirs = vendorApi(sdkAppId, sdkSecretKey).genPrivateMapKey(userId, seconds, id, map)
          expect(unpack(ours.value)).toEqual(unpack(theirs))
        },
      ),
    )
  })

  test('string rooms', () => {
    fc.assert(
      fc.property(sdkAppIds, keys, asciiUsers, lifetimes, textRooms, (sdkAppId, sdkSecretKey, userId, seconds, id) => {
        const room = stringRoom(id)
        const ours = mintPrivateMapKey({
          sdkAppId,
          sdkSecretKey,
          userId,
          lifetimeMs: seconds * 1000,
          room,
          privileges: 'all',
        })
        const theirs = vendorApi(sdkAppId, sdkSecretKey).genPrivateMapKeyWithStringRoomID(userId, seconds, id, 255)
        expect(unpack(ours.value)).toEqual(unpack(theirs))
      }),
    )
  })
})

describe('is decoded by an independent decoder where that library is wrong', () => {
  test('any user and any room', () => {
    const rooms = fc.oneof(
      intRooms.map((id): Room => ({ kind: 'int', id })),
      anyTextRooms.map((id): Room => ({ kind: 'string', id })),
    )
    fc.assert(
      fc.property(users, rooms, lifetimes, (userId, room, seconds) => {
        const { value } = mintPrivateMapKey({ ...good, userId, room, lifetimeMs: seconds * 1000 })
        expect(readBytes(value)).toEqual({
          ...{ version: room.kind === 'int' ? 0 : 1, account: userId, sdkAppId: key.sdkAppId },
          ...{
            roomNumber: room.kind === 'int' ? room.id : 0,
            expiry: Math.floor(frozen / 1000) + seconds,
            map: 255,
            type: 0,
          },
          ...{ roomText: room.kind === 'int' ? undefined : room.id, left: 0 },
        })
        expect(inspectUserSig(value, { ...key, userId })).toMatchObject({
          userbuf: { account: userId, room },
          faults: [],
        })
      }),
    )
  })

  test('a non-ASCII user id: that library counts and truncates UTF-16 units', () => {
    const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genPrivateMapKey('小军', 300, 1, 255)
    expect(readBytes(theirs).account).not.toBe('小军')
    expect(readBytes(mintPrivateMapKey({ ...good, userId: '小军' }).value).account).toBe('小军')
    expect(inspectUserSig(theirs, key).faults).toMatchObject([{ code: expect.stringMatching(/^userbuf-m/) }])
  })

  test('a non-ASCII room id', () => {
    const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genPrivateMapKeyWithStringRoomID('jack', 300, '房间', 255)
    expect(readBytes(theirs).roomText).not.toBe('房间')
    expect(readBytes(mintPrivateMapKey({ ...good, room: { kind: 'string', id: '房间' } }).value).roomText).toBe('房间')
  })

  test('a string room in its number function becomes room 0', () => {
    const theirs = vendorApi(key.sdkAppId, key.sdkSecretKey).genPrivateMapKey('jack', 300, 'room-42' as never, 255)
    expect(readBytes(theirs)).toMatchObject({ version: 0, roomNumber: 0 })
    expect(readBytes(mintPrivateMapKey({ ...good, room: stringRoom('room-42') }).value)).toMatchObject({
      roomText: 'room-42',
    })
  })
})

test('each privilege is its bit', () => {
  for (const privilege of privileges) {
    const { value } = mintPrivateMapKey({ ...good, privileges: [privilege, privilege] })
    expect(readBytes(value).map, privilege).toBe(bitOf(privilege))
    expect(inspectUserSig(value).userbuf?.privileges).toEqual([privilege])
  }
})

test('document and userbuf expire in the same second', () => {
  const { value, expiresAt } = mintPrivateMapKey({ ...good, now: 1_600_000_000_999, lifetimeMs: 1000 })
  expect([readBytes(value).expiry * 1000, inspectUserSig(value).expiresAt]).toEqual([expiresAt, expiresAt])
})

describe('throws an InputError', () => {
  test.each([
    ['room', [undefined, null, 5, 'room-42', {}, { kind: 'other', id: 1 }]],
    [
      'room.id',
      [
        { kind: 'int', id: 0 },
        { kind: 'int', id: 4_294_967_295 },
        { kind: 'int', id: '5' },
        { kind: 'int', id: 1.5 },
      ],
    ],
    [
      'room.id',
      [
        { kind: 'string', id: '' },
        { kind: 'string', id: 5 },
        { kind: 'string', id: '\ud800' },
      ],
    ],
    [
      'room.id',
      [
        { kind: 'string', id: 'x'.repeat(65) },
        { kind: 'string', id: '房'.repeat(22) },
      ],
    ],
  ])('a bad %s', (field, rooms) => {
    for (const room of rooms) {
      const mint = () => mintPrivateMapKey({ ...good, room: room as never })
      expect(mint, JSON.stringify(room)).toThrow(InputError)
      expect(mint).toThrow(new RegExp(`^${field.replace('.', '\\.')} `))
    }
  })

  test('invalid privileges', () => {
    for (const bad of [[], undefined, 'enter-room', 255, ['enter'], ['toString'], [1]]) {
      const mint = () => mintPrivateMapKey({ ...good, privileges: bad as never })
      expect(mint, JSON.stringify(bad)).toThrow(InputError)
      expect(mint).toThrow(/^privileges/)
    }
  })

  test('everything that mintUserSig refuses, and an expiry beyond 32 bits', () => {
    expect(() => mintPrivateMapKey({ ...good, sdkSecretKey: '' })).toThrow(/^sdkSecretKey /)
    expect(() => mintPrivateMapKey({ ...good, userId: 'a\nb' })).toThrow(/^userId /)
    expect(() => mintPrivateMapKey({ ...good, lifetimeMs: Number.NaN })).toThrow(/^lifetimeMs /)
    expect(() => mintPrivateMapKey({ ...good, now: Number.NaN })).toThrow(/^now /)
    expect(() => mintPrivateMapKey({ ...good, now: 4_294_967_000_000 })).toThrow(/^lifetimeMs .*2106/)
  })
})
