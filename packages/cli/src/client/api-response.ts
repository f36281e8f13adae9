import type { ApiError, Room } from '@trtc-call/node'
import { isTrtcError } from '../errors.ts'

/** Whether the vendor answered with this error code. */
export function isApiError(error: unknown, code: number | string): error is ApiError {
  return isTrtcError(error) && error.code === 'ERR_API' && error.vendorCode === code
}

/** The room in a response of the Call interface, where type 1 is a number. Undefined if there is none. */
export function roomOf(id: unknown, type: unknown): Room | undefined {
  if (id === undefined || id === '') return undefined
  return Number(type) === 1 ? { kind: 'int', id: Number(id) } : { kind: 'string', id: String(id) }
}
