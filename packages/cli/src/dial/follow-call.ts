import type { Answer, CallEnd, DialedCall, DialRequest, TrtcCall } from '@trtc-call/node'
import type { CallView } from '../live/call-view.ts'

/** A call that was followed to its end. */
export interface Followed {
  readonly call: DialedCall
  readonly answer: Answer
  readonly end: CallEnd
}

export interface Following {
  readonly signal: AbortSignal
  readonly view: CallView
}

/** Rings, plays, and waits for the end, telling the view what can be seen. */
export async function followCall(
  { dial }: TrtcCall,
  request: DialRequest,
  { signal, view, onPlaced }: Following & { readonly onPlaced: (call: DialedCall) => void },
): Promise<Followed> {
  const { media, stream } = request
  const placed = (call: DialedCall): void => {
    view.placed(call, media === 'audio' ? 'an audio call' : 'a video call', stream !== undefined)
    onPlaced(call)
  }
  const call = await dial(request, { signal, onPlaced: placed })
  const runsAlready = stream?.start === 'immediately' && call.taskId !== undefined
  if (runsAlready) view.streams(call.taskId)
  return followOn(call, { signal, view }, runsAlready)
}

/** Goes on with a call that was placed before. */
export async function followOn(
  call: DialedCall,
  { signal, view }: Following,
  streamIsTold = call.taskId !== undefined,
): Promise<Followed> {
  const answer = await call.answered({ signal })
  view.answered(answer)
  if (!streamIsTold && call.taskId !== undefined) view.streams(call.taskId)
  const end = await call.ended({ signal })
  view.ended(end)
  return { call, answer, end }
}
