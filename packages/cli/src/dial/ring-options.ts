import type { Options } from '../options.ts'

/** Where: one of the two kinds of room. */
export const roomOptions = {
  room: {
    kind: 'text',
    value: 'ID',
    excludes: ['intRoom'],
    field: ['room.id', 'room'],
    summary: 'a room named by a string',
  },
  intRoom: {
    kind: 'integer',
    value: 'N',
    field: ['room.id', 'room'],
    min: 1,
    max: 4_294_967_294,
    summary: 'a room named by a number instead',
  },
} as const satisfies Options

/** Whom to ring, and what for. */
export const ringOptions = {
  robot: { kind: 'text', value: 'USER', required: true, summary: 'the caller that callees see' },
  callee: {
    kind: 'text',
    value: 'USER',
    required: true,
    repeatable: true,
    list: true,
    summary: 'whom to ring, up to 8',
  },
  media: { kind: 'choice', choices: ['audio', 'video'], summary: 'default video' },
  ...roomOptions,
  ringTimeoutMs: {
    kind: 'integer',
    value: 'MS',
    min: 10_000,
    max: 600_000,
    field: 'ringTimeoutMs',
    summary: 'how long it rings, default 30000',
  },
  userData: { kind: 'text', value: 'TEXT', source: true, summary: 'for the callees’ apps, at most 1000 bytes' },
  offlinePush: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    field: 'push',
    summary: 'OfflinePushInfo for callees whose app is not running',
  },
} as const satisfies Options

/** Which of the vendor's two meanings RoomIdType has when a stream is played. */
export const roomIdTypeOption = {
  roomIdType: {
    kind: 'choice',
    choices: ['guide', 'reference'],
    profile: true,
    field: 'ingestRoomIdType',
    summary: 'how ingest numbers rooms: guide 0 = int, 1 = string; reference the other way round',
  },
} as const satisfies Options

/** What to play. */
export const streamOptions = {
  stream: {
    kind: 'text',
    value: 'URL',
    source: true,
    hidden: true,
    field: ['stream.url', 'stream', 'StreamUrl'],
    summary: 'http, https or rtmp; its query counts as a secret',
  },
  repeat: {
    kind: 'integer',
    value: 'N|forever',
    min: 1,
    max: 1000,
    or: 'forever',
    field: ['stream.repeat', 'RepeatNum'],
    summary: 'default 1',
  },
  maxDurationMin: {
    kind: 'integer',
    value: 'MIN',
    min: 1,
    max: 10_080,
    field: ['stream.maxDurationMs', 'MaxDuration'],
    summary: 'with --repeat forever, default 10',
  },
  seekS: {
    kind: 'integer',
    value: 'S',
    min: 0,
    max: 86_400,
    field: ['stream.seekMs', 'SeekSecond'],
    summary: 'where in the stream to begin',
  },
  volume: {
    kind: 'integer',
    value: 'PERCENT',
    min: 0,
    max: 200,
    field: ['stream.volume', 'Volume'],
    summary: 'default 100',
  },
  ...roomIdTypeOption,
} as const satisfies Options
