import { bothOptions } from '../client/access-options.ts'
import { connectBoth } from '../client/connect.ts'
import { networkOf } from '../client/network.ts'
import { type RequestRow, requestRow } from '../client/requests.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { callResult, giveUp } from '../dial/dial-result.ts'
import { followOn } from '../dial/follow-call.ts'
import { handleOptions, readHandle } from '../dial/handle.ts'
import { hearMembers } from '../dial/hear-members.ts'
import { UsageError } from '../errors.ts'
import { CallView } from '../live/call-view.ts'

const options = { ...handleOptions, ...bothOptions } as const

export const callAttachCommand = defineCommand({
  details: `Starts the stream that waits for the answer, waits for the end, and says how it went, as dial does: with its exit
codes, and Ctrl-C (also q on a terminal, SIGTERM and SIGHUP) ends the call and stops the stream.`,
  options,
  examples: ['trtc-call call attach --handle @call.json', 'trtc-call call attach --handle - --json < call.json'],
  run: attach,
})

async function attach(context: Context<typeof options>): Promise<Result | undefined> {
  const { options: given, io, signal, rehearsal } = context
  if (given.handle === undefined) throw new UsageError('--handle HANDLE is missing', options.handle.summary)
  const saved = readHandle(given.handle)
  const rows: RequestRow[] = []
  const view = new CallView({ io, watched: rehearsal === undefined, signal })
  const besides = { ...context, info: view.above(context.info) }
  try {
    const client = await connectBoth(besides, {
      plays: saved.stream !== undefined,
      watch: (event) => rows.push(requestRow(event)),
      fetch: hearMembers(await networkOf(io), view.members),
    })
    const call = client.resumeCall(saved)
    if (rehearsal !== undefined) {
      await client.calls.getCallInfo({ CallId: saved.callId ?? '' })
      return undefined
    }
    view.placed(call, undefined, saved.stream !== undefined)
    return await followOn(call, { signal, view }).then(
      (followed) => callResult(followed, rows),
      (error) => giveUp(error, call, { signal, rows, info: sayBelow }),
    )
  } finally {
    view.close()
  }

  function sayBelow(line: string): void {
    view.close()
    context.info(line)
  }
}
