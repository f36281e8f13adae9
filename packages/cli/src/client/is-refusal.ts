import type { ApiError } from '@trtc-call/node'
import { isTrtcError } from '../errors.ts'

/** Whether the vendor refused with this very code. */
export function isRefusal(error: unknown, code: number | string): error is ApiError {
  return isTrtcError(error) && error.code === 'ERR_API' && error.vendorCode === code
}
