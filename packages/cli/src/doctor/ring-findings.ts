import type { CallEnd, CallOutcome, DialedCall, HangUpReport, StreamEnd } from '@trtc-call/node'
import { describeEnd } from '../dial/words.ts'
import type { Finding } from './finding.ts'

/** Whether the stream was played, as far as the vendor tells. */
export function mediaFinding(
  { taskId, learnedRoomIdType }: DialedCall,
  how: HangUpReport['stream'] | StreamEnd['how'] | undefined,
): Finding {
  const about = { check: 'ring-media', expected: 'DescribeStreamIngest: InProgress until the call is over' }
  const byEar = 'only the person at the phone can say whether it was seen and heard'
  if (taskId === undefined) {
    const why = 'the call was over before the stream began'
    return { ...about, state: 'bad', what: 'the stream was not started', why, mend: 'ring again, and stay in the call' }
  }
  const learned = learnedRoomIdType === undefined ? '' : `; RoomIdType as the ${learnedRoomIdType} has it`
  if (how !== 'over' && how !== 'already-over') {
    return {
      ...about,
      state: 'ok',
      what: `the stream was started, and ran to the end of the call${learned}`,
      mend: byEar,
    }
  }
  return {
    ...about,
    state: 'note',
    what: `the stream was started, and was over before the call${learned}`,
    why: 'it was played out, or it failed: the vendor does not say which',
    mend: `give a stream of more than ten seconds; ${byEar}`,
  }
}

/** Somebody asked to stop meanwhile. */
export function interruptedRing(hasRung: boolean): Finding {
  const what = hasRung ? 'interrupted, after it had rung' : 'interrupted before anybody was rung'
  const mend = 'run it again with --ring'
  return { check: 'ring', state: 'inconclusive', what, why: 'somebody asked to stop', mend }
}

interface Unanswered {
  readonly why: string
  readonly mend: string
}

const notTaken: Unanswered = {
  why: 'the app is not open there and no push woke it, or nobody picked up',
  mend: 'open the app there and log in; doctor --callee says whether the vendor sees it online',
}

/** It rang, or could have. */
const unanswered: { readonly [Outcome in CallOutcome]?: Unanswered } = {
  rejected: { why: 'the app is open there, and the call was refused', mend: 'ask again, and have it taken' },
  busy: { why: 'the app is open there, and in another call', mend: 'end that call, or give --ring somebody else' },
}

/** It was placed, and nobody took it. */
export function unansweredFinding(user: string, end: CallEnd): Finding {
  const what = `${user} was rung, and did not answer: ${describeEnd(end)}`
  return { check: 'ring', state: 'bad', what, ...(unanswered[end.outcome] ?? notTaken) }
}
