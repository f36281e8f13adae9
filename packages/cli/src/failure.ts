import type { AnyTrtcError, Placement } from '@trtc-call/node'
import { attributeError, type CommandInput, isInputError } from './attribute-error.ts'
import type { Failure } from './command.ts'
import { describeCleanUp } from './dial/describe.ts'
import { exitCodeOf, exitCodes, isTrtcError, UsageError } from './errors.ts'

/** What a script needs to decide what to do after a failure. */
interface ErrorDocument {
  readonly code: string
  readonly message: string
  readonly outcome?: string
  readonly hint?: string
  readonly field?: string
}

/**
 * Turns whatever was thrown into the document for stdout, the text for stderr and the exit code.
 *
 * @param input What the command was given. Invalid input is described by the flag, variable or profile that supplied it.
 */
export function toFailure(error: unknown, input?: CommandInput): Failure {
  if (isTrtcError(error)) return trtcFailure(error, hintOf(error, input), input)
  if (error instanceof UsageError) {
    const { code, message, hint } = error
    const exitCode = code === 'ERR_USAGE' ? exitCodes.usage : exitCodes.credentials
    return simpleFailure({ code, message, outcome: 'not-sent', hint }, exitCode)
  }
  if (isInputError(error)) {
    const message = (input && attributeError(error, input)) ?? error.message
    return simpleFailure({ code: 'ERR_USAGE', message, outcome: 'not-sent', field: error.field }, exitCodes.usage)
  }
  const message = error instanceof Error ? error.message : String(error)
  const hint = 'this is a bug in trtc-call, please report it'
  return simpleFailure({ code: 'ERR_BUG', message, outcome: 'unknown', hint }, exitCodes.failed)
}

/** @param notDone What certainly has not happened: `nothing was sent`. */
export function interruptedFailure(notDone?: string): Failure {
  const message = `interrupted; ${notDone ?? 'the request may have been executed'}`
  const outcome = notDone === undefined ? 'unknown' : 'not-sent'
  return simpleFailure({ code: 'ERR_INTERRUPTED', message, outcome }, exitCodes.interrupted)
}

function simpleFailure({ hint, ...error }: ErrorDocument, exitCode: number): Failure {
  if (!hint) return { document: { error }, text: error.message, exitCode }
  return { document: { error: { ...error, hint } }, text: `${error.message}\n  ${hint}`, exitCode }
}

/** A malformed key fails only when signing; then show that cause instead of the hint. */
function hintOf({ cause, hint }: AnyTrtcError, input: CommandInput | undefined): string {
  return (isInputError(cause) && input && attributeError(cause, input)) || hint
}

function trtcFailure(error: AnyTrtcError, hint: string, input: CommandInput | undefined): Failure {
  const { name: _, ...fields } = error.toJSON()
  const { placement, call, cleanUp } = error.dial ?? {}
  const document = {
    error: { ...fields, hint },
    ...(placement === undefined ? {} : { placement }),
    ...(call?.callId === undefined ? {} : { callId: call.callId }),
    ...(call?.taskId === undefined ? {} : { taskId: call.taskId }),
    ...(cleanUp === undefined ? {} : { cleanUp: { call: cleanUp.call, stream: cleanUp.stream } }),
  }
  const lines = [error.message, ...adviceLines(error, hint), ...credentialLines(error, input)]
  return { document, text: lines.join('\n  '), exitCode: exitCodeOf(error) }
}

const credentials = ['sdkAppId', 'sdkSecretKey', 'identifier', 'site', 'edition', 'secretId', 'secretKey', 'token']

/** Where refused credentials came from. */
function credentialLines(error: AnyTrtcError, input: CommandInput | undefined): string[] {
  if (error.code !== 'ERR_API' || (error.kind !== 'authentication' && error.kind !== 'permission')) return []
  const sources = Object.entries(input?.sources ?? {}).filter(([name]) => credentials.includes(name))
  return sources.length === 0
    ? []
    : [`credentials from ${[...new Set(sources.map(([, source]) => source))].join(', ')}`]
}

function adviceLines(error: AnyTrtcError, hint: string): string[] {
  const { placement, call, cleanUp } = error.dial ?? {}
  const mayHaveRung = error.outcome === 'unknown' && placement !== undefined
  // Then the hint names a function of the client. The commands below replace it.
  const lines = mayHaveRung ? [] : [hint]
  if (error.code === 'ERR_API') {
    lines.push(`vendor code ${error.vendorCode} (${error.kind})`)
    if (error.requestId !== undefined) lines.push(`request id for a support ticket: ${error.requestId}`)
    if (error.link !== undefined) lines.push(`see ${error.link}`)
  }
  if (mayHaveRung) {
    if (call === undefined) lines.push('The phones may have rung. If you run the command again, they may ring twice.')
    lines.push(...howToFind(placement, call?.callId))
  }
  if (cleanUp !== undefined && call !== undefined) lines.push(`Cleanup: ${describeCleanUp(cleanUp, call)}.`)
  return lines
}

/** The vendor's clock may be behind ours. */
const clockSlackMs = 60_000

function howToFind({ room, robot, callees, sentAt }: Placement, callId: string | undefined): string[] {
  if (callId !== undefined) return [`To check: trtc-call call show ${callId}`]
  const flag = room.kind === 'int' ? `--int-room ${room.id}` : `--room '${room.id}'`
  const since = new Date(sentAt - clockSlackMs).toISOString()
  return [
    `To find the call, look for its room in callbacks or call records: ${room.kind} room ${room.id},`,
    `rung by ${robot} for ${callees.join(', ')} at ${new Date(sentAt).toISOString()}.`,
    `Five seconds after its end: trtc-call record list --since ${since} ${flag}`,
  ]
}
