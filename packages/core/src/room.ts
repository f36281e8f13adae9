import { checkNumber, wrongType } from './check-value.ts'
import { InputError, type InputErrorContext } from './input-error.ts'

/**
 * A TRTC room. The number 123 and the string "123" name two different rooms. A robot in the wrong one plays to an empty room
 * without any error, so a room always carries its kind.
 */
export type Room = { readonly kind: 'int'; readonly id: number } | { readonly kind: 'string'; readonly id: string }

/**
 * How StartStreamIngest numbers the two kinds. The vendor's guide says 0 = int and 1 = string; its API reference says
 * 0 = string and 1 = int. The vendor has not said which one is right.
 */
export type IngestRoomIdType = 'guide' | 'reference'

const ingestCodes = {
  guide: { int: 0, string: 1 },
  reference: { string: 0, int: 1 },
} as const satisfies Record<IngestRoomIdType, Record<Room['kind'], 0 | 1>>

const maxIntRoom = 4_294_967_294
const maxStringRoomBytes = 64
const stringRoomMeans = 'ASCII letters, digits, space and any of !#$%&+-:;<=.>?@[]^_{}|~,'
const stringRoomPattern = /^[a-zA-Z0-9 !#$%&+\-:;<=.>?@[\]^_{}|~,]+$/

/**
 * A room named by a number, 1…4294967294. Callees with TUICallKit for the web can enter only 1…2147483647.
 *
 * @throws InputError when the number is not an integer in that range.
 * @example
 * intRoom(1001)
 */
export function intRoom(id: number): Room {
  return { kind: 'int', id: checkNumber('room.id', id, { min: 1, max: maxIntRoom, step: 1 }) }
}

/**
 * A room named by a string: 1 to 64 bytes of ASCII letters, digits, space and ``!#$%&+-:;<=.>?@[]^_{}|~,``.
 *
 * @throws InputError when it is empty, too long or has another character.
 * @example
 * stringRoom('room-42')
 */
export function stringRoom(id: string): Room {
  if (typeof id !== 'string') throw wrongType('room.id', 'a string', id)
  if (id !== '') checkRoomId('string', id, '', 'room.id')
  if (id === '' || id.length > maxStringRoomBytes) {
    throw new InputError('room.id', 'length', `must have 1 to ${maxStringRoomBytes} bytes, given ${id.length}`)
  }
  return { kind: 'string', id }
}

/**
 * The two room fields of `CallInfo`, where 1 is a number room and 2 a string room.
 *
 * @example
 * await calls.startCallByRobot({ …, CallInfo: { MediaType: 'Video', ...callRoom(stringRoom('room-42')) } })
 * @see {@link https://www.tencentcloud.com/document/product/647/74505}
 */
export function callRoom(
  room: Room,
): { readonly RoomId: string; readonly RoomIdType: 1 } | { readonly RoomId: string; readonly RoomIdType: 2 } {
  return room.kind === 'int' ? { RoomId: String(room.id), RoomIdType: 1 } : { RoomId: room.id, RoomIdType: 2 }
}

/**
 * The two room fields of StartStreamIngest, in one of the two conventions that the vendor's pages give
 * ({@link IngestRoomIdType}).
 *
 * @example
 * await trtc.startStreamIngest({ ...ingestRoom(stringRoom('room-42')), UserId, UserSig, StreamUrl })
 * @see {@link https://www.tencentcloud.com/document/product/647/57835}
 */
export function ingestRoom(
  room: Room,
  convention: IngestRoomIdType = 'guide',
): { readonly RoomId: string; readonly RoomIdType: 0 | 1 } {
  return { RoomId: String(room.id), RoomIdType: ingestCodes[convention][room.kind] }
}

/** The kind of room that a wire value of StartStreamIngest's RoomIdType means. */
export function ingestRoomKind(roomIdType: number, convention: IngestRoomIdType): Room['kind'] | undefined {
  if (roomIdType === ingestCodes[convention].int) return 'int'
  if (roomIdType === ingestCodes[convention].string) return 'string'
  return undefined
}

/**
 * Checks the text of a RoomId that names a room of this kind.
 *
 * @param why Says in the message how the kind is known.
 * @throws InputError
 */
export function checkRoomId(
  kind: Room['kind'],
  roomId: string,
  why: string,
  field: string,
  context?: InputErrorContext,
): void {
  const isInt = /^[1-9][0-9]{0,9}$/.test(roomId) && Number(roomId) <= maxIntRoom
  if (kind === 'int' ? isInt : stringRoomPattern.test(roomId)) return
  const what = kind === 'int' ? `a number from 1 to ${maxIntRoom} in digits` : stringRoomMeans
  throw new InputError(
    field,
    'format',
    `must be ${what} for ${kind === 'int' ? 'an int' : 'a string'} room${why}`,
    context,
  )
}
