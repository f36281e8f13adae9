import type { AnyTrtcError } from '@trtc-call/node'

/** What a command's end means to a script. */
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

/** In words, for the help. */
export const exitCodeMeanings: readonly (readonly [number, string])[] = [
  [0, 'done'],
  [1, 'a check failed, or a bug of this program'],
  [2, 'the command line is wrong; nothing was sent'],
  [3, 'a key is missing or nothing can be signed; what needs it was not sent'],
  [4, 'refused: authentication or permission; what was refused did nothing'],
  [5, 'no connection or no clear answer; the outcome says whether it may have happened'],
  [6, 'an answer that is none of the vendor’s; the outcome says the same'],
  [7, 'refused for another reason; what was refused did nothing'],
  [8, 'placed, but not answered'],
  [130, 'interrupted; 129 by SIGHUP, 143 by SIGTERM'],
]

/** A script may do again what was refused, so an unknown outcome never has the code of a refusal. */
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
