import type { Answer, CallEnd, DialedCall, DialRequest, TrtcCall } from '@trtc-call/node'
import type { Timeline } from '../timeline.ts'
import { describeEnd, roomName } from './words.ts'

/** A call that was followed to its end. */
export interface Followed {
  readonly call: DialedCall
  readonly answer: Answer
  readonly end: CallEnd
}

export interface Following {
  readonly signal: AbortSignal
  readonly timeline: Timeline
  /** Told of the handle as soon as there is one. */
  readonly onPlaced: (call: DialedCall) => void
}

/** Rings, plays, and waits for the end, telling the timeline what can be seen. */
export async function followCall(
  { dial }: TrtcCall,
  request: DialRequest,
  { signal, timeline, onPlaced }: Following,
): Promise<Followed> {
  const { robot, callees, media, stream } = request
  const placed = (call: DialedCall): void => {
    const what = media === 'audio' ? 'an audio call' : 'a video call'
    timeline.tell(`${robot} rings ${callees.join(', ')} for ${what}, room ${roomName(call.room)}`)
    timeline.tell(call.callId === undefined ? 'the vendor told no CallId' : `call ${call.callId}`)
    for (const { userId, accepted, resultCode } of call.callees) {
      if (!accepted) timeline.tell(`${userId} was not rung: result code ${resultCode}`)
    }
    onPlaced(call)
  }
  const call = await dial(request, { signal, onPlaced: placed })
  if (stream?.when === 'now' && call.taskId !== undefined) timeline.tell(`the stream runs: task ${call.taskId}`)
  const answer = await call.answered({ signal })
  if (answer.answered) timeline.tell(`${answer.by.join(', ')} answered`, answer.at)
  if (answer.answered && stream === undefined) timeline.tell('in the call until somebody hangs up; Ctrl-C ends it')
  if (stream?.when !== 'now' && call.taskId !== undefined) timeline.tell(`the stream runs: task ${call.taskId}`)
  const end = await call.ended({ signal })
  timeline.tell(`ended: ${describeEnd(end)}`)
  return { call, answer, end }
}
