import { isTrtcError } from '../errors.ts'

/** The call never existed or has ended. */
export const callNotFound = 101004
/** There is no record (yet). */
export const recordNotFound = 101050
/** This user already plays a stream in this room. */
export const taskExists = 'FailedOperation.TaskExist'
/** The stream has ended already. */
export const taskEnded = ['FailedOperation.TaskFinished', 'FailedOperation.TaskNotExist'] as const
/** The user to remove is not in the room. */
export const userNotInRoom = ['FailedOperation.UserNotExist', 'FailedOperation.RoomNotExist'] as const
/** RoomId does not match RoomIdType. */
export const invalidRoom = ['InvalidParameter.RoomId', 'InvalidParameter.StrRoomId'] as const

/** The robot's UserSig is wrong, or the app's key was rotated. */
export const invalidUserSig = 'InvalidParameter.UserSig'

/** Whether this is the vendor's error with one of these codes. */
export function isApiError(error: unknown, ...codes: readonly (number | string)[]): boolean {
  return isTrtcError(error) && error.code === 'ERR_API' && codes.includes(error.vendorCode)
}

/** Whether a later poll may succeed: true for everything but a permanent error of the vendor. */
export function isTransient(error: unknown): boolean {
  if (!isTrtcError(error)) return false
  return error.code !== 'ERR_API' || error.kind === 'unavailable' || error.kind === 'rate-limit'
}
