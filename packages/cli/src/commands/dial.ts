import type { DialRequest } from '@trtc-call/node'
import { bothOptions, confirmOptions } from '../client/access-options.ts'
import { connectBoth } from '../client/connect.ts'
import type { DryRun } from '../client/dry-run.ts'
import { type LoggedRequest, logRequest } from '../client/request-log.ts'
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
  if (dryRun !== undefined) return recordRequests(context, request, dryRun)
  const view = new LiveView(io)
  try {
    return await place({ ...context, info: view.above(context.info) }, request, view)
  } finally {
    view.close()
  }
}

async function place(context: Context<typeof options>, request: DialRequest, view: LiveView): Promise<Result> {
  const { options: values, signal, info } = context
  const log: LoggedRequest[] = []
  const requests = values.verbose ? log : undefined
  const { dial } = await connect(context, request, (row) => log.push(row))
  return cleanUpOnError({ signal, info, requests }, async (onPlaced) => {
    if (values.detach) {
      return handleResult(await dial(request, { until: 'placed', signal, onPlaced }), values.roomIdType, info)
    }
    const what = `${request.robot} rings ${request.callees.join(', ')} (${request.media})`
    const call = await dial(request, {
      signal,
      onPlaced: (placed) => {
        onPlaced(placed)
        view.start(placed, what)
      },
    })
    return followCall(call, { signal, view, requests })
  })
}

function connect(context: Context<typeof options>, { stream }: DialRequest, log: (row: LoggedRequest) => void) {
  return connectBoth(context, {
    plays: stream !== undefined,
    ingestRoomIdType: context.options.roomIdType,
    onAttempt: (event) => log(logRequest(event)),
  })
}

/** Places the call with a stream that starts immediately, because in a dry run no one answers. */
async function recordRequests(context: Context<typeof options>, request: DialRequest, dryRun: DryRun) {
  const { stream } = request
  const { dial } = await connect(context, request, () => {})
  const now = stream && { ...stream, start: 'immediately' as const }
  const onPlaced = (): void => {
    if (stream?.start !== 'immediately') dryRun.noteCondition('when someone answers')
  }
  if (context.options.detach) await dial(request, { until: 'placed' })
  else await dial({ ...request, stream: now }, { until: 'placed', onPlaced })
  return undefined
}
