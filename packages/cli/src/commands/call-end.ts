import { callOptions } from '../client/access-options.ts'
import { connectCalls } from '../client/connect.ts'
import { type Context, defineCommand } from '../command.ts'
import type { Result } from '../result.ts'

export const callEndCommand = defineCommand({
  path: ['call', 'end'],
  summary: 'end a call for everybody',
  details: 'It is harmless to do it twice; a call that is over already is not found (101004, exit code 7).',
  argument: { name: 'CALL_ID', summary: 'as call start gave it', required: true },
  options: callOptions,
  examples: ['trtc-call call end 7c1f3d52-90ab-4e6d-8a57-2f4b6c8d0e13'],
  run: end,
})

async function end(context: Context<typeof callOptions>): Promise<Result> {
  const { argument: CallId, signal } = context
  const calls = await connectCalls(context)
  const { RequestId: requestId } = await calls.endCall({ CallId }, { signal })
  return { document: { callId: CallId, ended: true, requestId }, text: `call ${CallId} is ended` }
}
