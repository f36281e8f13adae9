import type { CallEnd, DialedCall, DialRequest, HangUpReport, TrtcCall } from '@trtc-call/node'
import { withTimeout } from '../abort.ts'
import { describeCleanUp } from '../dial/words.ts'
import { isTrtcError } from '../errors.ts'
import { whereToLook } from '../failure.ts'
import type { Console } from './consoles.ts'
import type { Finding } from './finding.ts'
import { readFailure } from './read-failure.ts'
import { findCallbacks } from './ring-callbacks.ts'
import { interruptedRing, mediaFinding, unansweredFinding } from './ring-findings.ts'

/** Whom to ring, and with what. */
export interface RingSetting {
  readonly client: TrtcCall
  readonly robot: string
  readonly user: string
  readonly stream: string | undefined
  readonly endpoint: string | undefined
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  readonly pages: Console
  /** How long it stays in the call, default ten seconds. */
  readonly talkMs?: number
  /** How long callbacks that are under way are waited for, default five seconds. */
  readonly patienceMs?: number
}

const check = 'ring'
const defaultTalkMs = 10_000
const ringTimeoutMs = 30_000
const expected = 'start_call_by_robot: answered within 30 seconds'

/** What is asked of the vendor. */
export function ringRequest({ robot, user, stream }: Pick<RingSetting, 'robot' | 'user' | 'stream'>): DialRequest {
  const played = stream === undefined ? undefined : ({ url: stream, whenEnded: 'keep' } as const)
  return { robot, callees: [user], media: 'video', ringTimeoutMs, stream: played }
}

/** Rings one user for real, stays in the call for ten seconds, hangs up, and says how each part went. */
export async function ringOnce(setting: RingSetting): Promise<Finding[]> {
  const { client, signal, pages } = setting
  let placed: DialedCall | undefined
  const onPlaced = (call: DialedCall): void => {
    placed = call
  }
  try {
    const call = await client.dial(ringRequest(setting), { signal, onPlaced })
    return await goThrough(setting, call)
  } catch (error) {
    // Nobody stays in a call that the doctor began.
    const ended = placed === undefined ? [] : [endFinding(placed, await hangUp(placed, error))]
    if (signal.aborted && error === signal.reason) return [interruptedRing(placed !== undefined), ...ended]
    return [{ ...readFailure(check, error, pages), ...lostStart(error), expected }, ...ended]
  }
}

/** What to do about a start without an answer; nothing for other failures. */
function lostStart(error: unknown): { readonly why?: string; readonly mend?: string } {
  if (!isTrtcError(error) || error.outcome !== 'unknown') return {}
  const { placement, call } = error.dial ?? {}
  if (placement === undefined || call !== undefined) return {}
  const why = 'its start had no answer: it may have rung, and it may ring'
  return { why, mend: whereToLook(placement, undefined).join(' ') }
}

async function goThrough(setting: RingSetting, call: DialedCall): Promise<Finding[]> {
  const { user, stream, signal, talkMs = defaultTalkMs } = setting
  const answer = await call.answered({ signal })
  if (!answer.answered) {
    return [{ ...unansweredFinding(user, answer), expected }, ...(await findCallbacks(setting, call))]
  }
  const end = await talk(call, signal, talkMs)
  const report = end === undefined ? await hangUp(call) : undefined
  return [
    { check, state: 'ok', what: `${user} was rung and answered`, expected },
    ...(stream === undefined ? [] : [mediaFinding(call, report?.stream ?? end?.stream?.how)]),
    ...(report === undefined ? [] : [endFinding(call, report)]),
    ...(await findCallbacks(setting, call)),
  ]
}

/** Ten seconds; how it ended, where somebody hung up before. */
function talk(call: DialedCall, signal: AbortSignal, talkMs: number): Promise<CallEnd | undefined> {
  return withTimeout(signal, talkMs, async (limit) => {
    try {
      return await call.ended({ signal: limit })
    } catch (error) {
      if (signal.aborted || error !== limit.reason) throw error
      return undefined
    }
  })
}

/** Never throws: what could not be undone is a finding. */
async function hangUp(call: DialedCall, error?: unknown): Promise<HangUpReport> {
  const known = cleanUpOf(error)
  if (known !== undefined) return known
  try {
    return await call.hangUp()
  } catch (failed) {
    return cleanUpOf(failed) ?? { call: 'failed', stream: 'failed', errors: [failed] }
  }
}

function cleanUpOf(error: unknown): HangUpReport | undefined {
  return isTrtcError(error) ? error.dial?.cleanUp : undefined
}

function endFinding(call: DialedCall, report: HangUpReport): Finding {
  const about = { check: 'ring-end', expected: 'end_call: OK, or 101004 where it is over already' }
  const what = describeCleanUp(report, call)
  const { callId, taskId } = call
  if (report.call !== 'failed' && report.call !== 'unobservable' && report.stream !== 'failed') {
    return { ...about, state: 'ok', what }
  }
  const [error] = report.errors
  const why = error instanceof Error ? error.message : 'without an id nothing can be ended'
  const ends = [
    ...(report.call === 'failed' ? [`trtc-call call end ${callId}`] : []),
    ...(report.stream === 'failed' && taskId !== undefined ? [`trtc-call ingest stop -- ${taskId}`] : []),
  ]
  const mend = ends.length > 0 ? ends.join('; ') : 'hang up at the phone'
  return { ...about, state: 'bad', what, why, mend }
}
