import type { AnyTrtcError, Placement } from '@trtc-call/node'
import { blamed, type Given } from './blame.ts'
import type { Failure } from './command.ts'
import { describeCleanUp } from './dial/words.ts'
import { exitCodeOf, exitCodes, isTrtcError, UsageError } from './errors.ts'
import { inFlagWords, inputInFlagWords } from './flag-words.ts'
import { isInputError } from './input-error.ts'

/** Everything a script needs to decide what to do after a failure. */
interface ErrorDocument {
  readonly code: string
  readonly message: string
  readonly outcome?: string
  readonly hint?: string
}

/**
 * Whatever was thrown, as a result: the document for stdout, the words for stderr, the exit code.
 *
 * @param given What the command was given, so that what is wrong with it can be told of where it was found.
 */
export function toFailure(error: unknown, given?: Given): Failure {
  if (isTrtcError(error)) return clientFailure(error, hintOf(error, given))
  if (error instanceof UsageError) {
    const { code, message, hint } = error
    const exitCode = code === 'ERR_USAGE' ? exitCodes.usage : exitCodes.credentials
    return simple({ code, message, outcome: 'not-sent', hint }, exitCode)
  }
  if (isInputError(error)) {
    return simple({ code: 'ERR_USAGE', message: inputWords(error, given), outcome: 'not-sent' }, exitCodes.usage)
  }
  const message = error instanceof Error ? error.message : String(error)
  const hint = 'this is a bug of trtc-call, please report it'
  return simple({ code: 'ERR_BUG', message, outcome: 'unknown', hint }, exitCodes.failed)
}

/** Somebody asked to stop. @param nothing What is known not to have happened. */
export function interruptedFailure(nothing?: string): Failure {
  const message = `interrupted; ${nothing ?? 'what was under way may have been executed'}`
  const outcome = nothing === undefined ? 'unknown' : 'not-sent'
  return simple({ code: 'ERR_INTERRUPTED', message, outcome }, exitCodes.interrupted)
}

function simple({ hint, ...error }: ErrorDocument, exitCode: number): Failure {
  if (!hint) return { document: { error }, text: error.message, exitCode }
  return { document: { error: { ...error, hint } }, text: `${error.message}\n  ${hint}`, exitCode }
}

function inputWords({ message }: TypeError, given: Given | undefined): string {
  return (given && blamed(message, given)) ?? inputInFlagWords(message)
}

/** A key that is none is found when it is to sign, and is the cause then. */
function hintOf({ cause, hint }: AnyTrtcError, given: Given | undefined): string {
  const complaint = cause instanceof Error ? cause.message.replace(/^[^:]+: /, '') : ''
  return (given && blamed(complaint, given)) ?? inFlagWords(once(hint))
}

function clientFailure(error: AnyTrtcError, hint: string): Failure {
  const { name: _, ...fields } = error.toJSON()
  const { placement, call, cleanUp } = error.dial ?? {}
  const document = {
    error: { ...fields, hint },
    ...(placement === undefined ? {} : { placement }),
    ...(call?.callId === undefined ? {} : { callId: call.callId }),
    ...(call?.taskId === undefined ? {} : { taskId: call.taskId }),
    ...(cleanUp === undefined ? {} : { cleanUp: { call: cleanUp.call, stream: cleanUp.stream } }),
  }
  return { document, text: [error.message, ...advice(error, hint)].join('\n  '), exitCode: exitCodeOf(error) }
}

/** Some of the vendor's codes have a hint that says where to look, and which ends as all of them do. */
function once(hint: string): string {
  return /\b(look for|see whether)\b.* before /i.test(hint) ? hint.replace(/ Look whether it happened .*/, '') : hint
}

/** Most hints of the clients end so. */
const saysWhetherToRepeat = /Look whether it happened|harmless to try again/

function advice(error: AnyTrtcError, hint: string): string[] {
  const { placement, call, cleanUp } = error.dial ?? {}
  const lines = [hint]
  if (error.code === 'ERR_API') {
    lines.push(`vendor code ${error.vendorCode} (${error.kind})`)
    if (error.requestId !== undefined) lines.push(`request id for a support ticket: ${error.requestId}`)
    if (error.link !== undefined) lines.push(`see ${error.link}`)
  }
  const mayHaveRung = error.outcome === 'unknown' && placement !== undefined && call === undefined
  if (mayHaveRung) lines.push('It may have rung: do not re-run it blindly, or it may ring twice.')
  else if (error.outcome === 'unknown' && !saysWhetherToRepeat.test(error.hint)) {
    lines.push('It may have been executed: do not re-run it blindly.')
  }
  if (error.outcome === 'unknown' && placement !== undefined) lines.push(...whereToLook(placement, call?.callId))
  if (cleanUp !== undefined && call !== undefined) lines.push(`Cleaning up: ${describeCleanUp(cleanUp, call)}.`)
  return lines
}

/** The vendor's clock may be behind ours. */
const clockSlackMs = 60_000

export function whereToLook({ room, robot, callees, sentAt }: Placement, callId: string | undefined): string[] {
  if (callId !== undefined) return [`To look: trtc-call call show ${callId}`]
  const flag = room.kind === 'int' ? `--int-room ${room.id}` : `--room '${room.id}'`
  const since = new Date(sentAt - clockSlackMs).toISOString()
  return [
    `To find the call, look for its room in callbacks or call records: ${room.kind} room ${room.id},`,
    `rung by ${robot} for ${callees.join(', ')} at ${new Date(sentAt).toISOString()}.`,
    `Five seconds after its end: trtc-call record list --since ${since} ${flag}`,
  ]
}
