import type { DialedCall, TrtcCall } from '@trtc-call/node'
import { findEmulator } from '../client/find-emulator.ts'
import { describeEnd } from '../dial/words.ts'
import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'
import { readFailure } from './read-failure.ts'

/** Whom to ring, and with what. */
export interface RingSetting {
  readonly client: TrtcCall
  readonly robot: string
  readonly user: string
  readonly stream: string | undefined
  readonly endpoint: string | undefined
  readonly signal: AbortSignal
  readonly pages: Console
}

const check = 'ring'
const talkMs = 10_000
const ringTimeoutMs = 30_000

/** Rings one user for real, stays in the call for ten seconds, hangs up, and says how each part went. */
export async function ringOnce(setting: RingSetting): Promise<Finding[]> {
  const { client, robot, user, stream, signal, pages } = setting
  const placed: DialedCall[] = []
  const expected = 'start_call_by_robot: answered within 30 seconds'
  try {
    const call = await client.dial(
      {
        robot,
        callees: [user],
        media: 'video',
        ringTimeoutMs,
        stream: stream === undefined ? undefined : { url: stream, whenEnded: 'keep' },
      },
      { signal, onPlaced: (handle) => void placed.push(handle) },
    )
    const answer = await call.answered({ signal })
    if (!answer.answered) {
      const what = `${user} was rung, and did not answer: ${describeEnd(answer)}`
      const why = 'the app is not open there and no push woke it, or nobody picked up'
      return [{ check, state: 'bad', what, why, expected }, ...(await callbacks(setting, call))]
    }
    await talk(call, signal)
    await call.hangUp()
    const findings: Finding[] = [{ check, state: 'ok', what: `${user} was rung and answered`, expected }]
    if (stream !== undefined) findings.push(media(call))
    return [...findings, ...(await callbacks(setting, call))]
  } catch (error) {
    // Nobody stays in a call that the doctor began.
    await placed[0]?.hangUp().catch(() => {})
    signal.throwIfAborted()
    return [{ ...readFailure(check, error, pages), expected }]
  }
}

/** Ten seconds, or less where somebody hangs up. */
async function talk(call: DialedCall, signal: AbortSignal): Promise<void> {
  const enough = AbortSignal.any([signal, AbortSignal.timeout(talkMs)])
  try {
    await call.ended({ signal: enough })
  } catch (error) {
    if (signal.aborted || !enough.aborted) throw error
  }
}

function media({ taskId, learnedRoomIdType }: DialedCall): Finding {
  if (taskId === undefined) return { check: 'ring-media', state: 'bad', what: 'the stream was not started' }
  const learned = learnedRoomIdType === undefined ? '' : `; RoomIdType as the ${learnedRoomIdType} has it`
  const mend = 'only the person at the phone can say whether it was seen and heard'
  return { check: 'ring-media', state: 'ok', what: `the stream was started in the call${learned}`, mend }
}

/** What the receiver got, only the emulator tells. */
async function callbacks({ endpoint }: RingSetting, { callId }: DialedCall): Promise<Finding[]> {
  const checked = 'ring-callbacks'
  const state = await findEmulator(endpoint)
  if (state === undefined) {
    const mend = 'look at what your receiver got, or let trtc-call webhook listen receive'
    return [{ check: checked, state: 'skipped', what: 'whether callbacks arrived cannot be seen from here', mend }]
  }
  const sent = state.deliveries.filter((delivery) => delivery.callId === callId)
  const failed = sent.filter((delivery) => delivery.state === 'failed')
  if (failed.length > 0) {
    const { command, attempts } = failed[0] ?? { attempts: [] }
    const last = attempts.at(-1)
    const why = last?.error ?? `the receiver answered ${last?.status}`
    return [{ check: checked, state: 'bad', what: `${failed.length} callbacks were not taken, first ${command}`, why }]
  }
  const what = sent.length === 0 ? 'no callback is set, so none was sent' : `${sent.length} callbacks were sent`
  return [{ check: checked, state: sent.length === 0 ? 'skipped' : 'ok', what }]
}
