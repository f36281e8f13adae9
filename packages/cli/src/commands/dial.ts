import type { DialRequest, DialStream, TrtcCall } from '@trtc-call/node'
import { bothOptions, confirmOptions } from '../client/access-options.ts'
import { connectBoth } from '../client/connect.ts'
import { networkOf } from '../client/network.ts'
import type { Rehearsal } from '../client/rehearsal.ts'
import { type RequestRow, requestRow } from '../client/requests.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { callResult, orGiveUp } from '../dial/dial-result.ts'
import { followCall } from '../dial/follow-call.ts'
import { handleResult } from '../dial/handle.ts'
import { hearMembers } from '../dial/hear-members.ts'
import { readRing } from '../dial/read-ring.ts'
import { ringOptions, streamOptions } from '../dial/ring-options.ts'
import { UsageError } from '../errors.ts'
import { CallView } from '../live/call-view.ts'
import type { ValuesOf } from '../options.ts'
import { confirmProduction } from '../profile/confirm-production.ts'

const options = {
  ...ringOptions,
  ...streamOptions,
  start: {
    kind: 'choice',
    choices: ['on-answer', 'immediately'],
    summary: 'when the stream starts, default on-answer',
  },
  detach: { kind: 'flag', summary: 'do not wait: print the handle by which call attach and call end go on' },
  ...bothOptions,
  ...confirmOptions,
} as const

export const dialCommand = defineCommand({
  details: `Ctrl-C (also q on a terminal, SIGTERM and SIGHUP) ends the call and stops the stream, exit code 130 (143
by SIGTERM, 129 by SIGHUP). Exit code 8 says that the call was placed, but rejected, busy or not answered; the JSON says which. Exit code 5 or 6 with the outcome "unknown"
says that it may have rung: do not run it again before you have looked.
Without --room a fresh one is taken. Without --stream the robot is in the call until somebody hangs up.`,
  options,
  examples: [
    'trtc-call dial --robot robot --callee jack',
    'trtc-call dial --robot robot --callee jack --callee jill --media audio --room room-42',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4',
    'trtc-call dial --robot robot --callee jack --stream @stream-url.txt --repeat forever --max-duration-min 30',
    'trtc-call dial --robot robot --callee jack --offline-push @push.json --json',
    'trtc-call dial --robot robot --callee jack --detach > call.json',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4 --dry-run',
  ],
  run: dialAndWait,
})

async function dialAndWait(context: Context<typeof options>): Promise<Result | undefined> {
  const stream = readStream(context.options)
  const request = { ...(await readRing(context.options)), stream }
  await confirmProduction(context, `ring ${request.callees.join(', ')}`)
  const { io, options: given, signal, rehearsal } = context
  const view = new CallView({ io, watched: rehearsal === undefined && !given.detach, signal })
  const besides = { ...context, info: view.above(context.info) }
  const rows: RequestRow[] = []
  try {
    const client = await connectBoth(besides, {
      plays: stream !== undefined,
      ingestRoomIdType: given.roomIdType,
      watch: (event) => rows.push(requestRow(event)),
      fetch: hearMembers(await networkOf(io), view.members),
    })
    if (rehearsal !== undefined) return await rehearse(client.dial, request, rehearsal, given.detach)
    return await dialFor(client, request, { context, view, rows })
  } finally {
    view.close()
  }
}

interface Dialing {
  readonly context: Context<typeof options>
  readonly view: CallView
  readonly rows: readonly RequestRow[]
}

function dialFor(client: TrtcCall, request: DialRequest, { context, view, rows }: Dialing): Promise<Result> {
  const { options: given, signal, info } = context
  const sayBelow = (line: string): void => {
    view.close()
    info(line)
  }
  return orGiveUp({ signal, rows, info: sayBelow }, async (onPlaced) => {
    if (!given.detach) return callResult(await followCall(client, request, { signal, view, onPlaced }), rows)
    const call = await client.dial(request, { until: 'placed', signal, onPlaced })
    return handleResult(call, given.roomIdType, info)
  })
}

/** Sends nothing, so the stream that waits for the answer is asked for at once; with --detach it waits for another process. */
async function rehearse(
  dial: TrtcCall['dial'],
  request: DialRequest,
  rehearsal: Rehearsal,
  detach: boolean,
): Promise<undefined> {
  const { stream } = request
  if (detach) return void (await dial(request, { until: 'placed' }))
  const onPlaced = (): void => {
    if (stream?.start !== 'immediately') rehearsal.wait('when somebody answers:')
  }
  await dial({ ...request, stream: stream && { ...stream, start: 'immediately' } }, { until: 'placed', onPlaced })
}

function readStream(values: ValuesOf<typeof options>): DialStream | undefined {
  const { stream: url, start, repeat, maxDurationMin, seekS, volume } = values
  if (url !== undefined) {
    if (maxDurationMin !== undefined && repeat !== 'forever') {
      throw new UsageError('--max-duration-min needs --repeat forever')
    }
    const maxDurationMs = maxDurationMin === undefined ? undefined : maxDurationMin * 60_000
    return { url, start, repeat, maxDurationMs, seekMs: seekS === undefined ? undefined : seekS * 1_000, volume }
  }
  const lonely = Object.entries({ start, repeat, 'max-duration-min': maxDurationMin, 'seek-s': seekS, volume })
  const first = lonely.find(([, value]) => value !== undefined)
  if (first !== undefined) throw new UsageError(`--${first[0]} needs --stream`)
  return undefined
}
