import type { ApiError } from '@trtc-call/node'
import { isClientError } from '../client-error.ts'

/** Whether the vendor refused with this very code. */
export function isRefusal(error: unknown, code: number | string): error is ApiError {
  return isClientError(error) && error.code === 'ERR_API' && error.vendorCode === code
}
