import type { IngestRoomIdType } from './options.ts'

/** A TRTC room: int room 123 and string room "123" are two different rooms. */
export interface Room {
  readonly kind: 'int' | 'string'
  readonly id: string
}

const kinds: { readonly [convention in 'call' | IngestRoomIdType]: Readonly<Record<number, Room['kind']>> } = {
  call: { 1: 'int', 2: 'string' },
  guide: { 0: 'int', 1: 'string' },
  reference: { 0: 'string', 1: 'int' },
}

/** What kind of room a RoomIdType names in a convention; undefined for a number that names none. */
export function roomKind(roomIdType: number, convention: 'call' | IngestRoomIdType): Room['kind'] | undefined {
  return kinds[convention][roomIdType]
}

const greatestIntRoom = 4294967294
const mostBytes = 64
const alphabet = /^[A-Za-z0-9 !#$%&+\-:;<=.>?@[\]^_{}|~,]+$/

/** Why `id` cannot name a room of this kind; undefined when it can. */
export function roomFault({ kind, id }: Room): string | undefined {
  if (kind === 'int') {
    const fits = /^[1-9]\d*$/.test(id) && Number(id) <= greatestIntRoom
    return fits ? undefined : `an int room is a number from 1 to ${greatestIntRoom}, in digits`
  }
  if (Buffer.byteLength(id) > mostBytes) return `a string room has at most ${mostBytes} bytes`
  return alphabet.test(id) ? undefined : 'a string room has letters, digits, spaces and !#$%&+-:;<=.>?@[]^_{}|~, only'
}

/** Whether both names lead to the same place. */
export function isSameRoom(a: Room, b: Room): boolean {
  return a.kind === b.kind && a.id === b.id
}

/** RoomIdType in the numbering of the Call family. */
export function callRoomIdType({ kind }: Room): 1 | 2 {
  return kind === 'int' ? 1 : 2
}
