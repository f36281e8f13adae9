import type { AnyTrtcError, ApiError } from '@trtc-call/node'

/** The command line or a setting is wrong. Nothing was sent. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
  readonly code: 'ERR_USAGE' | 'ERR_CREDENTIALS'
  /** What to do. May be empty. */
  readonly hint: string

  constructor(message: string, hint = '', code: UsageError['code'] = 'ERR_USAGE') {
    super(message)
    this.hint = hint
    this.code = code
  }
}

/** Same as the clients' function, which would have to be loaded. */
export function isTrtcError(error: unknown): error is AnyTrtcError {
  return typeof error === 'object' && error !== null && Symbol.for('trtc-call.error') in error
}

/** Whether the vendor answered with this error code. */
export function isApiError(error: unknown, code: number | string): error is ApiError {
  return isTrtcError(error) && error.code === 'ERR_API' && error.vendorCode === code
}

/** What the exit codes mean to a script. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  credentials: 3,
  denied: 4,
  unreachable: 5,
  protocol: 6,
  refused: 7,
  notAnswered: 8,
  interrupted: 130,
} as const

/** For the help. */
export const exitCodeMeanings: readonly (readonly [number, string])[] = [
  [exitCodes.ok, 'done'],
  [exitCodes.failed, 'a check failed, or a bug in trtc-call'],
  [exitCodes.usage, 'wrong command line or setting; nothing was sent'],
  [exitCodes.credentials, 'credentials (SDKAppID, site, keys) missing, or a key unusable; the request was not sent'],
  [exitCodes.denied, 'refused: authentication or permission; the request had no effect'],
  [exitCodes.unreachable, 'no connection or no clear response; see `outcome` in the --json output'],
  [exitCodes.protocol, 'unexpected response (proxy or gateway); see `outcome` in the --json output'],
  [exitCodes.refused, 'refused for another reason; the request had no effect'],
  [exitCodes.notAnswered, 'placed, but not answered'],
  [exitCodes.interrupted, 'interrupted; 129 by SIGHUP, 143 by SIGTERM'],
]

/** A script may repeat a refused request, so an unknown outcome never has the exit code of a refusal. */
export function exitCodeOf(error: AnyTrtcError): number {
  switch (error.code) {
    case 'ERR_SIGNING':
      return exitCodes.credentials
    case 'ERR_CONNECTION':
    case 'ERR_TIMEOUT':
      return exitCodes.unreachable
    case 'ERR_PROTOCOL':
      return exitCodes.protocol
    case 'ERR_API':
      if (error.outcome === 'unknown') return exitCodes.unreachable
      return error.kind === 'authentication' || error.kind === 'permission' ? exitCodes.denied : exitCodes.refused
  }
}
