import type { Room, StartStreamIngestRequest, TrtcClient } from '@trtc-call/node'
import { appIdOf, appKeyOf } from '../client/access.ts'
import { cloudOptions, confirmOptions, keyOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { quoted } from '../client/curl-line.ts'
import { isRefusal } from '../client/is-refusal.ts'
import { type Context, defineCommand, type Result } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions, streamOptions } from '../dial/ring-options.ts'
import { endedBy, roomName } from '../dial/words.ts'
import { exitCodes, isTrtcError, UsageError } from '../errors.ts'
import { confirmProduction } from '../profile/confirm-production.ts'
import { formatFields } from '../terminal.ts'

const options = {
  ...roomOptions,
  user: { kind: 'text', value: 'USER', required: true, summary: 'the bot that plays; for a call, its robot' },
  ...streamOptions,
  ...cloudOptions,
  ...keyOptions,
  ...confirmOptions,
} as const

export const ingestStartCommand = defineCommand({
  details: `The bot is billed while it is in the room, also when nobody else is. For a room of digits --room-id-type has to be
given: the vendor's pages contradict each other, and the wrong one plays to nobody without any error. When you interrupt, what
has started meanwhile is stopped, exit code 130.`,
  options,
  examples: [
    'trtc-call ingest start --room room-42 --user robot --stream https://example.com/welcome.mp4',
    'trtc-call ingest start --int-room 1001 --room-id-type guide --user robot --stream @stream-url.txt',
    'trtc-call ingest start --room room-42 --user robot --stream https://example.com/a.mp4 --repeat forever --max-duration-min 5',
  ],
  run: start,
})

const dayMs = 86_400_000

async function start(context: Context<typeof options>): Promise<Result> {
  const { signal } = context
  const { body, roomIdType, shownRoom } = await readBody(context)
  await confirmProduction(context, `play a stream into the room ${roomName(shownRoom)}`)
  const trtc = await connectCloud(context)
  // A start that is let go of may play on with nobody who knows its task.
  const sending = { signal, finishSent: true, ingestRoomIdType: roomIdType }
  const started = trtc.startStreamIngest(body, sending)
  const { TaskId: taskId, RequestId: requestId } = await started.catch((error: unknown) => {
    if (isTrtcError(error) && error.outcome === 'unknown') sayMayPlay(context, shownRoom)
    throw error
  })
  if (signal.aborted) return stopAgain(context, trtc, { taskId, room: shownRoom })
  return {
    document: { taskId, room: shownRoom, requestId },
    text: formatFields({ task: taskId, room: roomName(shownRoom) }),
    ...endedBy({ taskId }),
  }
}

/** Nobody knows its task then, but its bot is known. */
function sayMayPlay({ info, options: { user } }: Context<typeof options>, { kind, id }: Room): void {
  const operation = kind === 'int' ? 'removeUser' : 'removeUserByStrRoomId'
  const body = quoted(JSON.stringify({ RoomId: id, UserIds: [user] }))
  info(`it may play; this takes ${user} out of the room and ends that: trtc-call api ${operation} --body ${body}`)
}

interface Started {
  readonly taskId: string
  readonly room: Room
}

/** Somebody asked to stop while it was started. */
async function stopAgain({ info }: Pick<Context, 'info'>, trtc: TrtcClient, started: Started): Promise<Result> {
  const { taskId } = started
  const stream = await trtc.stopStreamIngest({ TaskId: taskId }).then(
    () => 'stopped' as const,
    (error) => (isRefusal(error, 'FailedOperation.TaskFinished') ? ('already-over' as const) : ('failed' as const)),
  )
  const words = {
    stopped: 'the stream is stopped',
    'already-over': 'the stream is over',
    failed: `the stream could not be stopped, try: trtc-call ingest stop -- ${taskId}`,
  }
  info(`interrupted: ${words[stream]}`)
  return { document: { interrupted: true, ...started, cleanUp: { stream } }, text: '', exitCode: exitCodes.interrupted }
}

async function readBody({ options: given }: Context<typeof options>) {
  const { stream, user, repeat, maxDurationMin, seekS, volume, roomIdType = 'guide' } = given
  const room = await readRoom(given)
  if (room === undefined) throw new UsageError('the room is missing: give --room or --int-room')
  if (stream === undefined) throw new UsageError('--stream URL is missing')
  if (given.roomIdType === undefined && /^\d+$/.test(String(room.id))) {
    throw new UsageError('a room of digits needs --room-id-type guide or reference', 'a wrong one plays to nobody')
  }
  const { ingestRoom, mintUserSig } = await import('@trtc-call/node')
  const sdkAppId = appIdOf(given)
  const lifetimeMs = Math.max(dayMs, (maxDurationMin ?? 0) * 60_000 + dayMs / 24)
  const times = repeat === 'forever' ? { RepeatNum: -1, MaxDuration: maxDurationMin ?? 10 } : { RepeatNum: repeat }
  if (repeat !== 'forever' && maxDurationMin !== undefined) {
    throw new UsageError('--max-duration-min needs --repeat forever')
  }
  const { value: UserSig } = mintUserSig({ sdkAppId, sdkSecretKey: await appKeyOf(given), userId: user, lifetimeMs })
  const body = {
    ...ingestRoom(room, roomIdType),
    UserId: user,
    UserSig,
    StreamUrl: stream,
    SeekSecond: seekS,
    Volume: volume,
    ...times,
  } as StartStreamIngestRequest
  return { body, roomIdType, shownRoom: room }
}
