import { callOperations, type Operation, rangeOf, trtcOperations } from '@trtc-call/spec'
import type { Options } from '../options.ts'

const { startStreamIngest, removeUser } = trtcOperations

/** The range of a number in a request body. @param unit Converts it: 60000 for minutes to milliseconds. */
function optionRange(operation: Operation, field: string, unit = 1): { readonly min: number; readonly max: number } {
  const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = rangeOf(operation, field)
  return { min: minimum * unit, max: maximum * unit }
}

/** Options that name a room. */
export const roomOptions = {
  room: {
    kind: 'text',
    value: 'ID',
    excludes: ['intRoom'],
    field: ['room', 'room.id', 'CallInfo.RoomId', 'RoomId'],
    summary: 'room with a string id: at most 64 ASCII letters, digits, spaces and !#$%&+-:;<=.>?@[]^_{}|~,',
  },
  intRoom: {
    kind: 'integer',
    value: 'N',
    ...optionRange(removeUser, 'RoomId'),
    summary: 'room with a number as id, 1 to 4294967294',
  },
} as const satisfies Options

/** Options of commands that ring people. */
export const ringOptions = {
  robot: { kind: 'text', value: 'USER', required: true, field: 'robot', summary: 'caller that the callees see' },
  callee: {
    kind: 'text',
    value: 'USER',
    required: true,
    repeatable: true,
    list: true,
    field: 'callees',
    summary: 'user to ring, at most 8: a,b or several --callee',
  },
  media: { kind: 'choice', choices: ['audio', 'video'], summary: 'kind of call [video]' },
  ...roomOptions,
  ringTimeout: {
    kind: 'duration',
    ...optionRange(callOperations.startCallByRobot, 'Timeout'),
    field: 'ringTimeoutMs',
    summary: 'how long the phones ring, 10s to 10m [30s]',
  },
  userData: { kind: 'text', value: 'TEXT', source: true, summary: 'text for the callees’ apps, at most 1000 bytes' },
  offlinePush: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    field: 'push',
    summary: 'OfflinePushInfo for callees whose app is not running',
  },
} as const satisfies Options

/** The convention of RoomIdType, on which the vendor's pages contradict each other. */
export const roomIdTypeOption = {
  roomIdType: {
    kind: 'choice',
    choices: ['guide', 'reference'],
    profile: true,
    field: 'ingestRoomIdType',
    summary: 'how the RoomIdType of streams numbers rooms: guide = 0 int, 1 string; reference = 0 string, 1 int',
  },
} as const satisfies Options

/** Options of commands that play a stream. */
export const streamOptions = {
  stream: {
    kind: 'text',
    value: 'URL',
    source: true,
    secretValue: true,
    field: ['stream', 'stream.url', 'StreamUrl'],
    summary: 'http, https or rtmp URL to play; its query is a secret',
  },
  repeat: {
    kind: 'integer',
    value: 'N|forever',
    min: 1,
    max: optionRange(startStreamIngest, 'RepeatNum').max,
    or: 'forever',
    field: ['stream.repeat', 'RepeatNum'],
    summary: 'how often it plays, at most 1000 times [1]',
  },
  maxDuration: {
    kind: 'duration',
    ...optionRange(startStreamIngest, 'MaxDuration', 60_000),
    step: 60_000,
    field: ['stream.maxDurationMs', 'MaxDuration'],
    summary: 'limit of --repeat forever: whole minutes, 1m to 7d [10m]',
  },
  seek: {
    kind: 'duration',
    min: 0,
    // The vendor documents no maximum.
    max: 86_400_000,
    step: 1_000,
    field: ['stream.seekMs', 'SeekSecond'],
    summary: 'position in the stream to start at [0s]',
  },
  volume: {
    kind: 'integer',
    value: 'PERCENT',
    ...optionRange(startStreamIngest, 'Volume'),
    field: ['stream.volume', 'Volume'],
    summary: 'loudness, 0 to 200 [100]',
  },
  ...roomIdTypeOption,
} as const satisfies Options

/** The `--stream` of commands that cannot run without it. */
export const requiredStream = { ...streamOptions.stream, required: true } as const
