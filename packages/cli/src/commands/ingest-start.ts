import type { StartStreamIngestRequest, TrtcClient } from '@trtc-call/node'
import { appIdOf, appKeyOf } from '../client/access.ts'
import { cloudOptions, keyOptions } from '../client/access-options.ts'
import { connectCloud } from '../client/connect.ts'
import { type Context, defineCommand } from '../command.ts'
import { readRoom } from '../dial/read-ring.ts'
import { roomOptions, streamOptions } from '../dial/ring-options.ts'
import { fieldLines, roomName } from '../dial/words.ts'
import type { Result } from '../result.ts'
import { UsageError } from '../usage-error.ts'

const options = {
  ...roomOptions,
  user: { kind: 'text', value: 'USER', required: true, summary: 'the bot that plays; for a call, its robot' },
  ...streamOptions,
  ...cloudOptions,
  ...keyOptions,
} as const

export const ingestStartCommand = defineCommand({
  details: `The bot is billed while it is in the room, also when nobody else is. For a room of digits --room-id-type has to be
given: the vendor's pages contradict each other, and the wrong one plays to nobody without any error.`,
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
  const trtc = await connectCloud(context)
  // Not with the signal: a start that is let go of may play on with nobody who knows its task.
  const { TaskId: taskId, RequestId: requestId } = await trtc.startStreamIngest(body, { ingestRoomIdType: roomIdType })
  if (signal.aborted) await stop(trtc, taskId, signal)
  return {
    document: { taskId, room: shownRoom, requestId },
    text: fieldLines({ task: taskId, room: roomName(shownRoom) }),
  }
}

async function stop(trtc: TrtcClient, TaskId: string, signal: AbortSignal): Promise<never> {
  await trtc.stopStreamIngest({ TaskId })
  throw signal.reason
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
  const { value: UserSig } = mintUserSig({ sdkAppId, sdkSecretKey: appKeyOf(given), userId: user, lifetimeMs })
  const times = repeat === 'forever' ? { RepeatNum: -1, MaxDuration: maxDurationMin ?? 10 } : { RepeatNum: repeat }
  if (repeat !== 'forever' && maxDurationMin !== undefined) {
    throw new UsageError('--max-duration-min needs --repeat forever')
  }
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
