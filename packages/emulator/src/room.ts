import type { IngestRoomIdType } from './options/emulator-options.ts'

/** A TRTC room. Int room 123 and string room "123" are different rooms. */
export interface Room {
  readonly kind: 'int' | 'string'
  readonly id: string
}

const kinds: { readonly [convention in 'call' | IngestRoomIdType]: Readonly<Record<number, Room['kind']>> } = {
  call: { 1: 'int', 2: 'string' },
  guide: { 0: 'int', 1: 'string' },
  reference: { 0: 'string', 1: 'int' },
}

/** Returns the kind of room for a RoomIdType, or undefined for an unknown number. */
export function roomKind(roomIdType: number, convention: 'call' | IngestRoomIdType): Room['kind'] | undefined {
  return kinds[convention][roomIdType]
}

const maxIntRoom = 4294967294
const maxBytes = 64
const alphabet = /^[A-Za-z0-9 !#$%&+\-:;<=.>?@[\]^_{}|~,]+$/

/** Explains why an id is invalid for its kind of room. Returns undefined for a valid id. */
export function roomProblem({ kind, id }: Room): string | undefined {
  if (kind === 'int') {
    const fits = /^[1-9]\d*$/.test(id) && Number(id) <= maxIntRoom
    return fits ? undefined : `an int room is a number from 1 to ${maxIntRoom}, in digits`
  }
  if (Buffer.byteLength(id) > maxBytes) return `a string room has at most ${maxBytes} bytes`
  return alphabet.test(id) ? undefined : 'a string room has letters, digits, spaces and !#$%&+-:;<=.>?@[]^_{}|~, only'
}

export function isSameRoom(a: Room, b: Room): boolean {
  return a.kind === b.kind && a.id === b.id
}

/** Returns the RoomIdType of the Call interface. */
export function callRoomIdType({ kind }: Room): 1 | 2 {
  return kind === 'int' ? 1 : 2
}
