import { bothOptions } from '../client/access-options.ts'
import { connectBoth, connectCalls } from '../client/connect.ts'
import { type Context, defineCommand } from '../command.ts'
import { handleOptions, readHandle } from '../dial/handle.ts'
import { describeCleanUp } from '../dial/words.ts'
import { exitCodes } from '../exit-code.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'

const options = { ...handleOptions, ...bothOptions } as const

export const callEndCommand = defineCommand({
  details: `With --handle its stream is stopped as well, and it is harmless to do it twice. By its id alone, a call that is over
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
  const { resumeCall } = await connectBoth(context, { plays: saved.stream !== undefined })
  const resumed = resumeCall(saved)
  const { call, stream } = await resumed.hangUp({ timeoutMs: context.options.timeout })
  const { callId, taskId } = resumed
  return {
    document: { callId, taskId, ended: call !== 'unobservable', cleanUp: { call, stream } },
    text: describeCleanUp({ call, stream }, resumed),
    exitCode: call === 'unobservable' ? exitCodes.failed : exitCodes.ok,
  }
}
