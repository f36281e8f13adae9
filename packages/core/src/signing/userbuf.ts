import type { Room } from '../room.ts'
import { utf8 } from './utf8.ts'

/** The fields of the bytes inside a PrivateMapKey. */
export interface Userbuf {
  readonly account: string
  readonly sdkAppId: number
  readonly room: Room
  /** Seconds since 1970. */
  readonly expiry: number
  /** The bit map of privileges. */
  readonly privilegeMap: number
  readonly accountType: number
}

// sdkAppId, room number, expiry, privileges and account type, four bytes each.
const numbersBytes = 20

/**
 * Encodes the fields, big-endian, with lengths in bytes of UTF-8. Some of the vendor's libraries count UTF-16 units instead,
 * which shifts all later fields when a name is not ASCII.
 */
export function encodeUserbuf(fields: Userbuf): Uint8Array {
  const account = utf8(fields.account)
  const roomText = fields.room.kind === 'string' ? utf8(fields.room.id) : undefined
  const bytes = new Uint8Array(3 + account.length + numbersBytes + (roomText === undefined ? 0 : 2 + roomText.length))
  const view = new DataView(bytes.buffer)
  view.setUint8(0, roomText === undefined ? 0 : 1)
  view.setUint16(1, account.length)
  bytes.set(account, 3)
  const at = 3 + account.length
  view.setUint32(at, fields.sdkAppId)
  view.setUint32(at + 4, fields.room.kind === 'int' ? fields.room.id : 0)
  view.setUint32(at + 8, fields.expiry)
  view.setUint32(at + 12, fields.privilegeMap)
  view.setUint32(at + 16, fields.accountType)
  if (roomText === undefined) return bytes
  view.setUint16(at + numbersBytes, roomText.length)
  bytes.set(roomText, at + numbersBytes + 2)
  return bytes
}

/** Decodes the bytes; undefined when a length does not fit or a text is not UTF-8. */
export function decodeUserbuf(bytes: Uint8Array): Userbuf | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const version = view.getUint8(0)
    const at = 3 + view.getUint16(1)
    const end = at + numbersBytes
    const room = version === 0 ? intRoomAt(view, at + 4) : stringRoomAt(view, end)
    const size = version === 0 ? end : end + 2 + view.getUint16(end)
    if (version > 1 || size !== bytes.length) return undefined
    return {
      account: text(view, 3, at - 3),
      sdkAppId: view.getUint32(at),
      room,
      expiry: view.getUint32(at + 8),
      privilegeMap: view.getUint32(at + 12),
      accountType: view.getUint32(at + 16),
    }
  } catch {
    return undefined
  }
}

function intRoomAt(view: DataView, at: number): Room {
  return { kind: 'int', id: view.getUint32(at) }
}

function stringRoomAt(view: DataView, at: number): Room {
  return { kind: 'string', id: text(view, at + 2, view.getUint16(at)) }
}

function text(view: DataView, at: number, length: number): string {
  return new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array(view.buffer, view.byteOffset + at, length))
}
