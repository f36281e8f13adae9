import type { AnyTrtcError } from '@trtc-call/node'

/** As the clients' `isTrtcError`, without loading them: a command line that is wrong does not need them. */
export function isClientError(error: unknown): error is AnyTrtcError {
  return typeof error === 'object' && error !== null && Symbol.for('trtc-call.error') in error
}
