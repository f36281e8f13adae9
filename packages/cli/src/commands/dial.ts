import type { DialRequest, TrtcCall } from '@trtc-call/node'
import { bothOptions, confirmOptions } from '../client/access-options.ts'
import { createClients } from '../client/create-clients.ts'
import type { DryRun } from '../client/dry-run.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { cleanUpOnError } from '../dial/clean-up.ts'
import { followCall } from '../dial/follow.ts'
import { handleResult } from '../dial/handle.ts'
import { LiveView } from '../dial/live-view.ts'
import { ringOptions, streamOptions } from '../dial/options.ts'
import { readRingRequest, readStream } from '../dial/read-request.ts'
import { confirmProduction } from '../profile/confirm-production.ts'

const options = {
  ...ringOptions,
  ...streamOptions,
  start: {
    kind: 'choice',
    choices: ['on-answer', 'immediately'],
    field: 'stream.start',
    summary: 'when the stream starts [on-answer]',
  },
  detach: { kind: 'flag', summary: 'print a handle for call attach and call end instead of waiting' },
  ...bothOptions,
  ...confirmOptions,
} as const

export const dial = defineCommand({
  details: `Rings in a new room unless one is given. Without --stream, the call lasts until someone hangs up.
Without callbacks, which dial cannot receive, a callee can hear up to 5 s of silence at first.
Ctrl-C, SIGTERM and SIGHUP end the call and stop the stream (exit codes 130, 143 and 129).
Exit code 8: placed, but rejected, busy or not answered; the JSON says which.
Exit code 5 or 6 with the outcome "unknown": the phones may have rung; check before dialing again.`,
  options,
  examples: [
    'trtc-call dial --robot robot --callee jack',
    'trtc-call dial --robot robot --callee jack,jill --media audio --room room-42',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4',
    'trtc-call dial --robot robot --callee jack --stream @stream-url.txt --repeat forever --max-duration 30m',
    'trtc-call dial --robot robot --callee jack --offline-push @push.json --json',
    'trtc-call dial --robot robot --callee jack --detach > call.json',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4 --dry-run',
  ],
  run,
})

async function run(context: Context<typeof options>): Promise<Result | undefined> {
  const { options: values, io, dryRun } = context
  const request = { ...(await readRingRequest(values)), stream: readStream(values) }
  await confirmProduction(context, `ring ${request.callees.join(', ')}`)
  const view = new LiveView(io)
  const clientContext = { ...context, info: view.above(context.info) }
  const plays = request.stream !== undefined
  const client = await createClients(clientContext, { plays, ingestRoomIdType: values.roomIdType })
  if (dryRun !== undefined) return recordRequests(client, request, values.detach ? undefined : dryRun)
  return place(clientContext, client, request, view).finally(() => view.close())
}

async function place(
  { options: values, signal, info }: Context<typeof options>,
  { dial, requests }: Awaited<ReturnType<typeof createClients>>,
  request: DialRequest,
  view: LiveView,
): Promise<Result> {
  return cleanUpOnError({ signal, info, requests }, async (onPlaced) => {
    if (values.detach) {
      return handleResult(await dial(request, { until: 'placed', signal, onPlaced }), values.roomIdType, info)
    }
    const call = await dial(request, {
      signal,
      onPlaced: (placed) => {
        onPlaced(placed)
        view.start(placed, `${request.robot} rings ${request.callees.join(', ')} (${request.media})`)
      },
    })
    return followCall(call, { signal, view, requests })
  })
}

/** Starts the stream immediately, because in a dry run no one answers; not with --detach, which leaves it to call attach. */
async function recordRequests(
  { dial }: TrtcCall,
  request: DialRequest,
  dryRun: DryRun | undefined,
): Promise<undefined> {
  const { stream } = request
  const isWaiting = stream !== undefined && stream.start !== 'immediately'
  const sent = isWaiting && dryRun ? { ...request, stream: { ...stream, start: 'immediately' as const } } : request
  await dial(sent, { until: 'placed', onPlaced: () => isWaiting && dryRun?.noteCondition('when someone answers') })
}
