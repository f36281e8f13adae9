import type { DialedCall } from '@trtc-call/node'
import type { LoggedRequest } from '../client/request-log.ts'
import type { Result } from '../command.ts'
import { exitCodes } from '../errors.ts'
import { roomName } from '../room.ts'
import { formatFields } from '../terminal.ts'
import { describeEnd } from './describe.ts'
import type { LiveView } from './live-view.ts'

interface FollowOptions {
  readonly signal: AbortSignal
  readonly view: LiveView
  /** Listed in the document. */
  readonly requests?: readonly LoggedRequest[] | undefined
}

/** Waits for the answer and the end of a call. The exit code says whether anyone answered, or that this is unknown. */
export async function followCall(call: DialedCall, { signal, view, requests }: FollowOptions): Promise<Result> {
  view.update()
  const answer = await call.answered({ signal })
  view.answered(answer)
  const { record: _, ...end } = await call.ended({ signal })
  view.ended(end)
  const { callId, taskId, room, callees, members } = call
  // The call was gone before the first poll, and nothing says how it went.
  const isUnknown = !answer.answered && end.outcome === 'unknown' && members === undefined
  const text = formatFields({
    call: callId,
    task: taskId,
    room: roomName(room),
    answered: answer.answered ? answer.by.join(', ') : isUnknown ? 'unknown' : 'no',
    ended: describeEnd(end),
  })
  const shownAnswer = answer.answered ? answer : isUnknown ? undefined : { answered: false as const }
  return {
    document: { placed: true, callId, taskId, room, callees, answer: shownAnswer, end, requests },
    text,
    exitCode: answer.answered ? exitCodes.ok : isUnknown ? exitCodes.unreachable : exitCodes.notAnswered,
  }
}
