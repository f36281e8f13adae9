import type { DialedCall, DialRequest, DialStream, HangUpReport, TrtcCall } from '@trtc-call/node'
import { bothOptions, confirmOptions } from '../client/access-options.ts'
import { connectBoth } from '../client/connect.ts'
import type { Rehearsal } from '../client/rehearsal.ts'
import { type RequestRow, requestRow } from '../client/requests.ts'
import { isClientError } from '../client-error.ts'
import { type Context, defineCommand } from '../command.ts'
import { type Followed, followCall } from '../dial/follow-call.ts'
import { readRing } from '../dial/read-ring.ts'
import { ringOptions, streamOptions } from '../dial/ring-options.ts'
import { describeCleanUp, describeEnd, fieldLines, roomName } from '../dial/words.ts'
import { exitCodes } from '../exit-code.ts'
import type { ValuesOf } from '../option.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import type { Result } from '../result.ts'
import { startTimeline } from '../timeline.ts'
import { UsageError } from '../usage-error.ts'

const options = {
  ...ringOptions,
  ...streamOptions,
  when: { kind: 'choice', choices: ['answered', 'now'], summary: 'when the stream starts, default answered' },
  ...bothOptions,
  ...confirmOptions,
} as const

export const dialCommand = defineCommand({
  path: ['dial'],
  summary: 'ring people, play them a stream, wait for the end',
  details: `Ctrl-C ends the call and stops the stream. Exit code 8 says that the call was placed, but that nobody answered.
Without --room a fresh one is taken. Without --stream the robot is in the call until somebody hangs up.`,
  options,
  examples: [
    'trtc-call dial --robot robot --callee jack',
    'trtc-call dial --robot robot --callee jack --callee jill --media audio --room room-42',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4',
    'trtc-call dial --robot robot --callee jack --stream @stream-url.txt --repeat forever --max-duration-min 30',
    'trtc-call dial --robot robot --callee jack --offline-push @push.json --json',
    'trtc-call dial --robot robot --callee jack --stream https://example.com/welcome.mp4 --dry-run',
  ],
  run: dialAndWait,
})

async function dialAndWait(context: Context<typeof options>): Promise<Result | undefined> {
  const stream = readStream(context.options)
  const request = { ...(await readRing(context.options)), stream }
  await confirmProduction(context, `ring ${request.callees.join(', ')}`)
  const rows: RequestRow[] = []
  const client = await connectBoth(context, {
    plays: stream !== undefined,
    ingestRoomIdType: context.options.roomIdType,
    watch: (event) => rows.push(requestRow(event)),
  })
  if (context.rehearsal !== undefined) return rehearse(client.dial, request, context.rehearsal)
  let call: DialedCall | undefined
  const onPlaced = (placed: DialedCall): void => {
    call = placed
  }
  try {
    const timeline = startTimeline(context.io)
    return resultOf(await followCall(client, request, { signal: context.signal, timeline, onPlaced }), rows)
  } catch (error) {
    if (call === undefined) throw error
    return giveUp(error, call, rows, context)
  }
}

/** Nobody will follow the call any more, so it must not go on. */
async function giveUp(
  error: unknown,
  call: DialedCall,
  requests: readonly RequestRow[],
  { signal, say }: Pick<Context, 'signal' | 'say'>,
): Promise<Result> {
  const known = isClientError(error) ? error.dial?.cleanUp : undefined
  const report = known ?? (await call.hangUp().catch((failed) => reportIn(failed)))
  if (!signal.aborted || error !== signal.reason) {
    if (isClientError(error))
      error.dial ??= { placement: call.toJSON().placement, call, ...(report && { cleanUp: report }) }
    throw error
  }
  const cleanUp = { call: report?.call ?? 'failed', stream: report?.stream ?? 'failed' }
  const { callId, taskId, room, callees } = call
  say(`interrupted: ${describeCleanUp(cleanUp, call)}`)
  return {
    document: { interrupted: true, callId, taskId, room, callees, cleanUp, requests },
    text: '',
    exitCode: exitCodes.interrupted,
  }
}

function reportIn(error: unknown): HangUpReport | undefined {
  return isClientError(error) ? error.dial?.cleanUp : undefined
}

function resultOf({ call, answer, end }: Followed, requests: readonly RequestRow[]): Result {
  const { callId, taskId, room, callees } = call
  const { record: _, ...shortEnd } = end
  const shownAnswer = answer.answered ? answer : { answered: false as const }
  const text = fieldLines({
    call: callId,
    task: taskId,
    room: roomName(room),
    answered: answer.answered ? answer.by.join(', ') : 'no',
    ended: describeEnd(end),
  })
  return {
    document: { callId, taskId, room, callees, answer: shownAnswer, end: shortEnd, requests },
    text,
    exitCode: answer.answered ? exitCodes.ok : exitCodes.notAnswered,
  }
}

/** Sends nothing, so the stream that waits for the answer is asked for at once. */
async function rehearse(dial: TrtcCall['dial'], request: DialRequest, rehearsal: Rehearsal): Promise<undefined> {
  const { stream } = request
  const onPlaced = (): void => {
    if (stream?.when !== 'now') rehearsal.wait('when somebody answers:')
  }
  await dial({ ...request, stream: stream && { ...stream, when: 'now' } }, { until: 'accepted', onPlaced })
}

function readStream(values: ValuesOf<typeof options>): DialStream | undefined {
  const { stream: url, when, repeat, maxDurationMin, seekS, volume } = values
  if (url !== undefined) {
    if (maxDurationMin !== undefined && repeat !== 'forever') {
      throw new UsageError('--max-duration-min needs --repeat forever')
    }
    const maxDurationMs = maxDurationMin === undefined ? undefined : maxDurationMin * 60_000
    return { url, when, repeat, maxDurationMs, seekMs: seekS === undefined ? undefined : seekS * 1_000, volume }
  }
  const lonely = Object.entries({ when, repeat, 'max-duration-min': maxDurationMin, 'seek-s': seekS, volume })
  const first = lonely.find(([, value]) => value !== undefined)
  if (first !== undefined) throw new UsageError(`--${first[0]} needs --stream`)
  return undefined
}
