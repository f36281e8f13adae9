import type { Room } from '../room.ts'
import { checkLifetimeMs, checkNow, checkUserId } from './checks.ts'
import { type Privilege, privilegeMap } from './privileges.ts'
import { createUserSigMinter, type MintRequest, type UserSig, type UserSigKey } from './user-sig.ts'
import { encodeUserbuf } from './userbuf.ts'
import { utf8 } from './utf8.ts'

/** Who is let into which room, to do what. */
export interface PrivateMapKeyInput extends UserSigKey, Omit<MintRequest, 'userbuf'> {
  readonly room: Room
  /** `'all'`, or at least one privilege. */
  readonly privileges: 'all' | readonly Privilege[]
}

const maxIntRoom = 4_294_967_294
const maxStringRoomBytes = 64
const maxExpiry = 4_294_967_295

/**
 * Makes a PrivateMapKey: a UserSig that also names a room and what its user may do there. It matters only where the
 * application has "advanced permission control" switched on.
 *
 * @throws TypeError when a field is missing, of the wrong type or over its limit.
 * @example
 * mintPrivateMapKey({
 *   sdkAppId: 1400000000, sdkSecretKey, userId: 'jack', lifetimeMs: 300_000,
 *   room: stringRoom('room-42'), privileges: ['enter-room', 'receive-audio', 'receive-video'],
 * }).value
 * @see {@link https://www.tencentcloud.com/document/product/647/35157}
 */
export function mintPrivateMapKey(input: PrivateMapKeyInput): UserSig {
  const mint = createUserSigMinter(input)
  const { sdkAppId, userId, lifetimeMs, room, privileges, now = Date.now() } = input
  checkUserId(userId)
  checkLifetimeMs(lifetimeMs)
  checkNow(now)
  checkRoom(room)
  // The same two roundings as in the document, so that ticket and userbuf expire in the same second.
  const expiry = Math.floor(now / 1000) + Math.floor(lifetimeMs / 1000)
  if (expiry > maxExpiry)
    throw new TypeError('lifetimeMs reaches beyond the year 2106, where the 32 bits of its field end')
  const fields = { account: userId, sdkAppId, room, expiry, privilegeMap: privilegeMap(privileges), accountType: 0 }
  return mint({ userId, lifetimeMs, now, userbuf: encodeUserbuf(fields) })
}

/** Also for a room that was not made by `intRoom` or `stringRoom`: a wrong one is silent, its ticket fits no room. */
function checkRoom(room: Room): void {
  if (room?.kind === 'int') {
    if (Number.isInteger(room.id) && room.id >= 1 && room.id <= maxIntRoom) return
    throw new TypeError(`room.id of an int room must be an integer from 1 to ${maxIntRoom}`)
  }
  if (room?.kind !== 'string') throw new TypeError('room must be made by intRoom() or stringRoom()')
  if (typeof room.id !== 'string' || room.id === '' || /\p{Surrogate}/u.test(room.id)) {
    throw new TypeError('room.id of a string room must be a non-empty string of whole characters')
  }
  const size = utf8(room.id).length
  if (size > maxStringRoomBytes)
    throw new TypeError(`room.id is ${size} bytes of UTF-8, the limit is ${maxStringRoomBytes}`)
}
