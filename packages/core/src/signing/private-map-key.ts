import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import { intRoom, type Room } from '../room.ts'
import { checkLifetimeMs, checkNow, checkUserId } from './check-user-sig-input.ts'
import { type Privilege, privilegeMap } from './privileges.ts'
import { createUserSigMinter, type MintRequest, type UserSig, type UserSigKey } from './user-sig.ts'
import { encodeUserbuf } from './userbuf.ts'
import { utf8 } from './utf8.ts'

/** The user, the room, and what the user may do there. */
export interface PrivateMapKeyInput extends UserSigKey, Omit<MintRequest, 'userbuf'> {
  readonly room: Room
  /** `'all'`, or at least one privilege. */
  readonly privileges: 'all' | readonly Privilege[]
}

const maxStringRoomBytes = 64
const maxExpiry = 4_294_967_295

/**
 * Makes a PrivateMapKey: a UserSig with a room and the user's privileges there. It has an effect only if the app has "advanced
 * permission control" enabled.
 *
 * @throws InputError when a field is missing, of the wrong type or over its limit.
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
  // Rounded as in the document, so that the UserSig and the userbuf expire in the same second.
  const expiry = Math.floor(now / 1000) + Math.floor(lifetimeMs / 1000)
  if (expiry > maxExpiry)
    throw new InputError('lifetimeMs', 'range', 'must end before 2106, the limit of a 32-bit field')
  const fields = { account: userId, sdkAppId, room, expiry, privilegeMap: privilegeMap(privileges), accountType: 0 }
  return mint({ userId, lifetimeMs, now, userbuf: encodeUserbuf(fields) })
}

/** Also checks rooms that were not made by `intRoom` or `stringRoom`: a key for a wrong room fails without an error. */
function checkRoom(room: Room): void {
  if (room?.kind === 'int') {
    intRoom(room.id)
    return
  }
  if (room?.kind !== 'string') throw wrongType('room', 'intRoom(1001) or stringRoom("room-42")', room)
  if (typeof room.id !== 'string') throw wrongType('room.id', 'a string', room.id)
  if (/\p{Surrogate}/u.test(room.id)) throw new InputError('room.id', 'format', 'must not contain unpaired surrogates')
  const size = utf8(room.id).length
  if (size > 0 && size <= maxStringRoomBytes) return
  throw new InputError('room.id', 'length', `must have 1 to ${maxStringRoomBytes} bytes of UTF-8, given ${size}`)
}
