import type { Room, StartStreamIngestRequest } from '@trtc-call/node'
import { appKeyOf } from '../client/access.ts'
import { cloudOptions, confirmOptions, keyOptions } from '../client/access-options.ts'
import { requiredStream, roomOptions, streamOptions } from '../dial/options.ts'
import { assertRoomIdType, assertStreamOptions, readRoom } from '../dial/read-request.ts'
import { UsageError } from '../errors.ts'
import type { ValuesOf } from '../options.ts'

/** Options of `ingest start`. */
export const startOptions = {
  ...roomOptions,
  user: {
    kind: 'text',
    value: 'USER',
    required: true,
    field: ['UserId', 'userId'],
    summary: 'bot that plays; in a call, its robot',
  },
  ...streamOptions,
  stream: requiredStream,
  ...cloudOptions,
  ...keyOptions,
  ...confirmOptions,
} as const

type StartValues = ValuesOf<typeof startOptions>

/** @throws UsageError for a missing room or for options that need another one. */
export async function readIngestRoom(options: StartValues): Promise<Room> {
  assertStreamOptions(options)
  const room = await readRoom(options)
  if (room === undefined) throw new UsageError('the room is missing: give --room or --int-room')
  assertRoomIdType(options, room)
  return room
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/** The body of StartStreamIngest. @throws UsageError if the app's key is missing. */
export async function startBody(options: StartValues, room: Room): Promise<StartStreamIngestRequest> {
  const { stream, user, repeat, maxDuration, seek, volume, roomIdType = 'guide' } = options
  const { ingestRoom, mintUserSig } = await import('@trtc-call/node')
  // The UserSig has to outlive the stream.
  const lifetimeMs = Math.max(dayMs, (maxDuration ?? 0) + hourMs)
  const { value: UserSig } = mintUserSig({ ...(await appKeyOf(options)), userId: user, lifetimeMs })
  const isForever = repeat === 'forever'
  return {
    ...ingestRoom(room, roomIdType),
    UserId: user,
    UserSig,
    StreamUrl: stream,
    SeekSecond: seek === undefined ? undefined : seek / 1_000,
    Volume: volume,
    RepeatNum: isForever ? -1 : repeat,
    MaxDuration: isForever ? (maxDuration ?? 10 * minuteMs) / minuteMs : undefined,
  } as StartStreamIngestRequest
}
