/**
 * A TRTC room. The number 123 and the string "123" name two different rooms, and a robot in the wrong one plays to nobody
 * without any error, so a room always carries its kind.
 */
export type Room = { readonly kind: 'int'; readonly id: number } | { readonly kind: 'string'; readonly id: string }

/**
 * How StartStreamIngest numbers the two kinds. The vendor's guide says 0 = int and 1 = string; its API reference says
 * 0 = string and 1 = int. Nobody has settled it in public.
 */
export type IngestRoomIdType = 'guide' | 'reference'

const ingestCodes = {
  guide: { int: 0, string: 1 },
  reference: { string: 0, int: 1 },
} as const satisfies Record<IngestRoomIdType, Record<Room['kind'], 0 | 1>>

const maxIntRoom = 4_294_967_294
const maxStringRoomBytes = 64
const stringRoomPattern = /^[a-zA-Z0-9 !#$%&+\-:;<=.>?@[\]^_{}|~,]+$/

/**
 * A room named by a number, 1…4294967294.
 *
 * @throws TypeError when the number is not an integer of that range.
 * @example
 * intRoom(1001)
 */
export function intRoom(id: number): Room {
  if (!Number.isInteger(id) || id < 1 || id > maxIntRoom) {
    throw new TypeError(
      `intRoom: the id must be an integer from 1 to ${maxIntRoom}, got ${typeof id === 'number' ? id : typeof id}`,
    )
  }
  return { kind: 'int', id }
}

/**
 * A room named by a string: 1 to 64 bytes of ASCII letters, digits, space and ``!#$%&+-:;<=.>?@[]^_{}|~,``.
 *
 * @throws TypeError when it is empty, too long or has another character.
 * @example
 * stringRoom('room-42')
 */
export function stringRoom(id: string): Room {
  if (typeof id !== 'string' || id === '') throw new TypeError('stringRoom: the id must be a non-empty string')
  if (!stringRoomPattern.test(id)) {
    throw new TypeError('stringRoom: the id may only have ASCII letters, digits, space and !#$%&+-:;<=.>?@[]^_{}|~,')
  }
  if (id.length > maxStringRoomBytes) {
    throw new TypeError(`stringRoom: the id is ${id.length} bytes long, the limit is ${maxStringRoomBytes}`)
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

/** What is wrong with a RoomId sent as `kind`, in words; undefined when it fits. */
export function roomIdFault(kind: Room['kind'], roomId: string): string | undefined {
  if (kind === 'int') {
    if (/^[1-9][0-9]{0,9}$/.test(roomId) && Number(roomId) <= maxIntRoom) return undefined
    return `must be a number from 1 to ${maxIntRoom} in digits, because RoomIdType says that it is an int room`
  }
  if (stringRoomPattern.test(roomId)) return undefined
  return 'may only have ASCII letters, digits, space and !#$%&+-:;<=.>?@[]^_{}|~, because RoomIdType says that it is a string room'
}
