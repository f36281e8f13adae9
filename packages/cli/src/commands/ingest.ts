import { setTimeout as sleep } from 'node:timers/promises'
import type { Room, TrtcClient, UpdateStreamIngestRequest } from '@trtc-call/node'
import { cloudOptions, confirmOptions } from '../client/access-options.ts'
import { createCloudClient } from '../client/create-clients.ts'
import { shellQuote } from '../client/curl.ts'
import { type Argument, type Context, defineCommand, type Result } from '../command.ts'
import { endCommands } from '../dial/describe.ts'
import { streamOptions } from '../dial/options.ts'
import { exitCodes, isApiError, isTrtcError, UsageError } from '../errors.ts'
import { readIngestRoom, startBody, startOptions } from '../ingest/start-request.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { roomName } from '../room.ts'
import { formatFields, startTimeline } from '../terminal.ts'

const argument: Argument = {
  field: 'TaskId',
  summary: 'printed by ingest start; after -- if it begins with a dash',
}

export const start = defineCommand({
  details: `The bot is billed as long as it is in the room, also if no one else is there. A room of digits
needs --room-id-type: the vendor's pages contradict each other, and with the wrong one no one
hears the stream and no error says so. An interruption stops a stream that has started in the
meantime (exit code 130).`,
  options: startOptions,
  examples: [
    'trtc-call ingest start --room room-42 --user robot --stream https://example.com/welcome.mp4',
    'trtc-call ingest start --int-room 1001 --room-id-type guide --user robot --stream @stream-url.txt',
    'trtc-call ingest start --room room-42 --user robot --stream https://example.com/a.mp4 --repeat forever',
  ],
  async run(context: Context<typeof startOptions>): Promise<Result> {
    const { options, signal, info } = context
    const room = await readIngestRoom(options)
    await confirmProduction(context, `play a stream into the room ${roomName(room)}`)
    const trtc = await createCloudClient(context, { also: { sdkSecretKey: await options.sdkSecretKey() } })
    const body = await startBody(options, room)
    // Waits for a start that was sent also after an interruption, because only its response names the task.
    const sending = { signal, finishSent: true, ingestRoomIdType: options.roomIdType ?? 'guide' }
    const started = trtc.startStreamIngest(body, sending)
    const { TaskId: taskId, RequestId: requestId } = await started.catch((error: unknown) => {
      if (isTrtcError(error) && error.outcome === 'unknown') info(howToRemoveBot(room, options.user))
      throw error
    })
    if (signal.aborted) return stopInterrupted(context, trtc, { taskId, room })
    const text = formatFields({ task: taskId, room: roomName(room) })
    return { document: { taskId, room, requestId }, text, ...endCommands({ taskId }) }
  },
})

/** The task of a start without a response is unknown, but its bot is known. */
function howToRemoveBot({ kind, id }: Room, user: string): string {
  const operation = kind === 'int' ? 'removeUser' : 'removeUserByStrRoomId'
  const body = shellQuote(JSON.stringify({ RoomId: id, UserIds: [user] }))
  return `the stream may be playing; to stop it, remove ${user} from the room: trtc-call api ${operation} --body ${body}`
}

async function stopInterrupted(
  { info }: Pick<Context, 'info'>,
  trtc: TrtcClient,
  started: { readonly taskId: string; readonly room: Room },
): Promise<Result> {
  const { taskId } = started
  const stream = await trtc.stopStreamIngest({ TaskId: taskId }).then(
    () => 'stopped' as const,
    (error) => (isApiError(error, 'FailedOperation.TaskFinished') ? ('already-ended' as const) : ('failed' as const)),
  )
  const descriptions = {
    stopped: 'the stream is stopped',
    'already-ended': 'the stream has ended',
    failed: `the stream could not be stopped, try: trtc-call ingest stop -- ${taskId}`,
  }
  info(`interrupted: ${descriptions[stream]}`)
  return { document: { interrupted: true, ...started, cleanUp: { stream } }, text: '', exitCode: exitCodes.interrupted }
}

const updateOptions = {
  stream: streamOptions.stream,
  volume: streamOptions.volume,
  pause: { kind: 'flag', excludes: ['resume'], summary: 'pause the stream' },
  resume: { kind: 'flag', summary: 'continue after --pause' },
  ...cloudOptions,
  ...confirmOptions,
} as const

export const update = defineCommand({
  details: 'A task that has ended cannot be changed (NotExist, exit code 7).',
  argument,
  options: updateOptions,
  examples: [
    'trtc-call ingest update TASK_ID --volume 50',
    'trtc-call ingest update TASK_ID --stream https://example.com/next.mp4',
    'trtc-call ingest update TASK_ID --pause',
  ],
  async run(context: Context<typeof updateOptions>): Promise<Result> {
    const { argument: TaskId, options, signal } = context
    const { stream: StreamUrl, volume: Volume, pause, resume } = options
    const IsPause = pause ? true : resume ? false : undefined
    if (StreamUrl === undefined && Volume === undefined && IsPause === undefined) {
      throw new UsageError('there is nothing to change: give --stream, --volume, --pause or --resume')
    }
    await confirmProduction(context, `change what task ${TaskId} plays`)
    const trtc = await createCloudClient(context)
    const body = { TaskId, StreamUrl, Volume, IsPause } as UpdateStreamIngestRequest
    const { Status: status, RequestId: requestId } = await trtc.updateStreamIngest(body, { signal })
    // The vendor reports success for a task that has ended.
    const isGone = status === 'NotExist'
    return {
      document: { taskId: TaskId, status, requestId },
      text: isGone ? `task ${TaskId} has ended or never existed` : `task ${TaskId} is changed`,
      exitCode: isGone ? exitCodes.refused : exitCodes.ok,
    }
  },
})

const showOptions = {
  watch: { kind: 'flag', summary: 'poll until the task has ended' },
  interval: { kind: 'duration', min: 1_000, max: 3_600_000, summary: 'time between polls, with --watch [2s]' },
  ...cloudOptions,
} as const

export const show = defineCommand({
  details: `The vendor returns InProgress or NotExist, and not why a task has ended. With --watch, Ctrl-C
stops polling and leaves the stream alone (exit code 130).`,
  argument,
  options: showOptions,
  examples: ['trtc-call ingest show TASK_ID', 'trtc-call ingest show TASK_ID --watch --interval 5s'],
  async run(context: Context<typeof showOptions>): Promise<Result> {
    const { argument: taskId, options, dryRun } = context
    if (options.interval !== undefined && !options.watch) throw new UsageError('--interval needs --watch')
    const trtc = await createCloudClient(context)
    if (options.watch && dryRun === undefined) return watch(trtc, context)
    const task = await poll(trtc, context)
    return { document: { taskId, ...task }, text: `task ${taskId}: ${task.status}` }
  },
})

async function poll(trtc: TrtcClient, { argument: TaskId, signal }: Context<typeof showOptions>) {
  const { Status: status, RequestId: requestId } = await trtc.describeStreamIngest({ TaskId }, { signal })
  return { status: String(status), requestId }
}

async function watch(trtc: TrtcClient, context: Context<typeof showOptions>): Promise<Result> {
  const { argument: taskId, signal, io, options } = context
  const timeline = startTimeline(io)
  let last: Awaited<ReturnType<typeof poll>> | undefined
  for (let polls = 1; ; polls++) {
    const task = await poll(trtc, context).catch((error: unknown) => {
      if (signal.aborted && last !== undefined) return last
      throw error
    })
    const { status } = task
    if (status !== last?.status) timeline.print(status === 'InProgress' ? `${status}; Ctrl-C stops polling` : status)
    last = task
    const document = { taskId, ...task, polls }
    const text = `task ${taskId}: ${status}`
    if (status === 'NotExist') return { document, text }
    await sleep(options.interval ?? 2_000, undefined, { signal }).catch(() => {})
    if (!signal.aborted) continue
    const interrupted = { interrupted: true, ...document }
    return { document: interrupted, text: `${text} when polling stopped`, exitCode: exitCodes.interrupted }
  }
}

export const stop = defineCommand({
  details: 'The vendor refuses a task that has already ended (FailedOperation.TaskFinished, exit code 7).',
  argument,
  options: cloudOptions,
  examples: ['trtc-call ingest stop TASK_ID', 'trtc-call ingest stop -- -TASK_ID_THAT_BEGINS_WITH_A_DASH'],
  async run(context: Context<typeof cloudOptions>): Promise<Result> {
    const { argument: TaskId, signal } = context
    const trtc = await createCloudClient(context)
    const { RequestId: requestId } = await trtc.stopStreamIngest({ TaskId }, { signal })
    return { document: { taskId: TaskId, stopped: true, requestId }, text: `task ${TaskId} is stopped` }
  },
})
