import type { DialedCall, HangUpReport } from '@trtc-call/node'
import type { RequestRow } from '../client/requests.ts'
import type { Context, Result } from '../command.ts'
import { exitCodes, isTrtcError } from '../errors.ts'
import { formatFields } from '../terminal.ts'
import type { Followed } from './follow-call.ts'
import { describeCleanUp, describeEnd, roomName } from './words.ts'

/** How a call went. Exit code 8 says that it was placed, and that nobody answered. */
export function callResult({ call, answer, end }: Followed, requests: readonly RequestRow[]): Result {
  const { callId, taskId, room, callees } = call
  const { record: _, ...shortEnd } = end
  const shownAnswer = answer.answered ? answer : { answered: false as const }
  const text = formatFields({
    call: callId,
    task: taskId,
    room: roomName(room),
    answered: answer.answered ? answer.by.join(', ') : 'no',
    ended: describeEnd(end),
  })
  return {
    document: { placed: true, callId, taskId, room, callees, answer: shownAnswer, end: shortEnd, requests },
    text,
    exitCode: answer.answered ? exitCodes.ok : exitCodes.notAnswered,
  }
}

interface GivingUp extends Pick<Context, 'signal' | 'info'> {
  /** What was sent, for the document. */
  readonly rows: readonly RequestRow[]
}

/** Does what places a call and what follows from it. Once there is a call, whatever goes wrong ends it. */
export async function orGiveUp(
  giving: GivingUp,
  place: (onPlaced: (call: DialedCall) => void) => Promise<Result>,
): Promise<Result> {
  let call: DialedCall | undefined
  try {
    return await place((placed) => {
      call = placed
    })
  } catch (error) {
    if (call === undefined) throw error
    return giveUp(error, call, giving)
  }
}

/** Nobody will follow the call any more, so it must not go on. */
export async function giveUp(
  error: unknown,
  call: DialedCall,
  { signal, info, rows: requests }: GivingUp,
): Promise<Result> {
  const known = isTrtcError(error) ? error.dial?.cleanUp : undefined
  const report = known ?? (await call.hangUp().catch((failed) => reportIn(failed)))
  if (!signal.aborted || error !== signal.reason) {
    if (isTrtcError(error))
      error.dial ??= { placement: call.toJSON().placement, call, ...(report && { cleanUp: report }) }
    throw error
  }
  const cleanUp = { call: report?.call ?? 'failed', stream: report?.stream ?? 'failed' }
  const { callId, taskId, room, callees } = call
  info(`interrupted: ${describeCleanUp(cleanUp, call)}`)
  return {
    document: { interrupted: true, callId, taskId, room, callees, cleanUp, requests },
    text: '',
    exitCode: exitCodes.interrupted,
  }
}

function reportIn(error: unknown): HangUpReport | undefined {
  return isTrtcError(error) ? error.dial?.cleanUp : undefined
}
