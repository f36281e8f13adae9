import fc from 'fast-check'
import { expect, test } from 'vitest'
import { callRoom, ingestRoom, intRoom, stringRoom } from '../src/index.ts'
import { checkRoomId, ingestRoomKind } from '../src/room.ts'

const alphabet = [...'abcXYZ0189 !#$%&+-:;<=.>?@[]^_{}|~,']
const int = fc.integer({ min: 1, max: 4_294_967_294 }).map(intRoom)
const text = fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1, maxLength: 64 }).map(stringRoom)
const convention = fc.constantFrom('guide', 'reference')

test.each([0, -1, 4_294_967_295, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '42', null, undefined])(
  'intRoom refuses %s',
  (id) => {
    expect(() => intRoom(id as number)).toThrow(
      /^room\.id (is missing|must be an integer from 1 to 4294967294, given )/,
    )
  },
)

test.each(['café', 'a"b', 'a\nb', 'a/b', "it's", '房间', 'a\0'])('stringRoom refuses the character in %j', (id) => {
  expect(() => stringRoom(id)).toThrow(/^room\.id must be ASCII letters, digits, space and /)
})

test('stringRoom refuses empty, too long and other values', () => {
  for (const id of ['', 42, null, undefined])
    expect(() => stringRoom(id as string)).toThrow(/^room\.id (must|is missing)/)
  expect(() => stringRoom('r'.repeat(65))).toThrow('room.id must have 1 to 64 bytes, given 65')
  expect(stringRoom('r'.repeat(64))).toEqual({ kind: 'string', id: 'r'.repeat(64) })
})

test('the number 123 and the string "123" are two rooms, in every convention', () => {
  expect(callRoom(intRoom(123))).toEqual({ RoomId: '123', RoomIdType: 1 })
  expect(callRoom(stringRoom('123'))).toEqual({ RoomId: '123', RoomIdType: 2 })
  expect(ingestRoom(intRoom(123))).toEqual({ RoomId: '123', RoomIdType: 0 })
  expect(ingestRoom(stringRoom('123'))).toEqual({ RoomId: '123', RoomIdType: 1 })
  expect(ingestRoom(intRoom(123), 'reference')).toEqual({ RoomId: '123', RoomIdType: 1 })
  expect(ingestRoom(stringRoom('123'), 'reference')).toEqual({ RoomId: '123', RoomIdType: 0 })
})

test('ingestRoom and ingestRoomKind agree in both conventions', () => {
  fc.assert(
    fc.property(fc.oneof(int, text), convention, (room, how) => {
      const { RoomId, RoomIdType } = ingestRoom(room, how)
      expect(ingestRoomKind(RoomIdType, how)).toBe(room.kind)
      expect(RoomId).toBe(String(room.id))
      expect(() => checkRoomId(room.kind, RoomId, '', 'RoomId')).not.toThrow()
    }),
  )
})

test('a room with a letter is refused in the other convention, so a wrong one is an error', () => {
  const lettered = text.filter(({ id }) => /[a-z]/i.test(String(id)))
  fc.assert(
    fc.property(lettered, (room) => {
      const { RoomId, RoomIdType } = ingestRoom(room, 'guide')
      expect(ingestRoomKind(RoomIdType, 'reference')).toBe('int')
      expect(() => checkRoomId('int', RoomId, '', 'RoomId')).toThrow('must be a number from 1 to 4294967294')
    }),
  )
})

test('an unknown RoomIdType has no kind', () => {
  for (const type of [2, 3, -1, Number.NaN]) expect(ingestRoomKind(type, 'guide')).toBeUndefined()
})
