import type { HangUpReport, SavedCall, TrtcCall } from '@trtc-call/node'
import { bothOptions } from '../client/access-options.ts'
import { connectBoth, connectCalls } from '../client/connect.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { handleOptions, readHandle } from '../dial/handle.ts'
import { describeCleanUp } from '../dial/words.ts'
import { exitCodes, UsageError } from '../errors.ts'

const options = { ...handleOptions, ...bothOptions } as const

export const callEndCommand = defineCommand({
  details: `With --handle its stream is stopped as well, and it is harmless to do it twice. Without the cloud account's keys
the call is ended all the same; exit code 3 then says that a stream may play on. By its id alone, a call that is over
already is not found (101004, exit code 7).`,
  argument: { summary: 'as call start gave it' },
  options,
  examples: [
    'trtc-call call end 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13',
    'trtc-call call end --handle @call.json',
    'trtc-call call end --handle - < call.json',
  ],
  run: end,
})

async function end(context: Context<typeof options>): Promise<Result> {
  const { argument: CallId, options: given, signal } = context
  if (given.handle !== undefined) {
    if (CallId !== '') throw new UsageError('CALL_ID and --handle exclude each other')
    return endByHandle(context, given.handle)
  }
  if (CallId === '') throw new UsageError('CALL_ID is missing', 'give it, or --handle with what dial --detach printed')
  const calls = await connectCalls(context)
  const { RequestId: requestId } = await calls.endCall({ CallId }, { signal })
  return { document: { callId: CallId, ended: true, requestId }, text: `call ${CallId} is ended` }
}

async function endByHandle(context: Context<typeof options>, handle: string): Promise<Result> {
  const saved = readHandle(handle)
  const { client, missing } = await connectFor(context, saved)
  // Without its stream: this client could not stop it.
  const { stream: _, taskId, ...callAlone } = saved
  const resumed = client.resumeCall(missing === undefined ? saved : callAlone)
  const leftBehind = taskId === undefined ? 'unknown' : 'failed'
  try {
    const { call, stream } = await resumed.hangUp({ timeoutMs: context.options.timeout })
    return endResult(saved, { call, stream: missing === undefined ? stream : leftBehind }, missing)
  } finally {
    if (missing !== undefined) context.info(leftBehindWords(taskId, missing))
  }
}

function leftBehindWords(taskId: string | undefined, { message, hint }: UsageError): string {
  const what =
    taskId === undefined ? 'its stream cannot be looked for' : `its stream, task ${taskId}, cannot be stopped from here`
  return `${what}: ${message}\n  ${hint}`
}

interface Connected {
  readonly client: TrtcCall
  /** Why there is no access to the stream. */
  readonly missing?: UsageError
}

/** Who cannot stop the stream must be able to hang up all the same. */
async function connectFor(context: Context<typeof options>, { stream }: SavedCall): Promise<Connected> {
  const plays = stream !== undefined
  try {
    return { client: await connectBoth(context, { plays }) }
  } catch (error) {
    if (!plays || !(error instanceof UsageError)) throw error
    return { client: await connectBoth(context, { plays: false }), missing: error }
  }
}

function endResult(
  { callId, taskId }: SavedCall,
  { call, stream }: Pick<HangUpReport, 'call' | 'stream'>,
  missing: UsageError | undefined,
): Result {
  const ended = call !== 'unobservable'
  const error = missing && { error: { code: missing.code, message: missing.message, hint: missing.hint } }
  return {
    document: { callId, taskId, ended, cleanUp: { call, stream }, ...error },
    text: describeCleanUp({ call, stream }, { callId, taskId }),
    exitCode: missing !== undefined ? exitCodes.credentials : ended ? exitCodes.ok : exitCodes.failed,
  }
}
