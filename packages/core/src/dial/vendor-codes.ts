import { isTrtcError } from '../errors.ts'

/** The call never existed or has ended. */
export const callGone = 101004
/** There is no record, or not yet. */
export const noRecord = 101050
/** Somebody already plays as this user in this room; with the call's own robot that is us. */
export const taskExists = 'FailedOperation.TaskExist'
/** The stream has ended already. */
export const taskGone = ['FailedOperation.TaskFinished', 'FailedOperation.TaskNotExist'] as const
/** There is nobody to remove. */
export const nobodyThere = ['FailedOperation.UserNotExist', 'FailedOperation.RoomNotExist'] as const
/** RoomId does not fit RoomIdType. */
export const wrongRoom = ['InvalidParameter.RoomId', 'InvalidParameter.StrRoomId'] as const

/** The bot's UserSig does not fit, or the app's key is not what it was. */
export const wrongBotSignature = 'InvalidParameter.UserSig'

/** Whether this is the vendor's refusal with one of these codes. */
export function isRefusedWith(error: unknown, ...codes: readonly (number | string)[]): boolean {
  return isTrtcError(error) && error.code === 'ERR_API' && codes.includes(error.vendorCode)
}

/** Whether looking again may go better: everything but a refusal for good. */
export function isPassing(error: unknown): boolean {
  if (!isTrtcError(error)) return false
  return error.code !== 'ERR_API' || error.kind === 'unavailable' || error.kind === 'rate-limit'
}
