import type { Options } from '../option.ts'

/** Where: one of the two kinds of room. */
export const roomOptions = {
  room: { kind: 'text', value: 'ID', excludes: ['intRoom'], summary: 'a room named by a string' },
  intRoom: { kind: 'whole', value: 'N', least: 1, most: 4_294_967_294, summary: 'a room named by a number instead' },
} as const satisfies Options

/** Whom to ring, and what for. */
export const ringOptions = {
  robot: { kind: 'text', value: 'USER', required: true, summary: 'the caller that callees see' },
  callee: { kind: 'text', value: 'USER', required: true, repeatable: true, summary: 'whom to ring, up to 8' },
  media: { kind: 'choice', choices: ['audio', 'video'], summary: 'default video' },
  ...roomOptions,
  ringTimeoutMs: {
    kind: 'whole',
    value: 'MS',
    least: 10_000,
    most: 600_000,
    summary: 'how long it rings, default 30000',
  },
  userData: { kind: 'text', value: 'TEXT', source: true, summary: 'for the callees’ apps, at most 1000 bytes' },
  offlinePush: {
    kind: 'text',
    value: 'JSON',
    source: true,
    untrimmed: true,
    summary: 'OfflinePushInfo for callees whose app is not running',
  },
} as const satisfies Options

/** Which of the vendor's two meanings RoomIdType has when a stream is played. */
export const roomIdTypeOption = {
  roomIdType: {
    kind: 'choice',
    choices: ['guide', 'reference'],
    profile: true,
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
    summary: 'http, https or rtmp; its query counts as a secret',
  },
  repeat: { kind: 'whole', value: 'N|forever', least: 1, most: 1000, or: 'forever', summary: 'default 1' },
  maxDurationMin: {
    kind: 'whole',
    value: 'MIN',
    least: 1,
    most: 10_080,
    summary: 'with --repeat forever, default 10',
  },
  seekS: { kind: 'whole', value: 'S', least: 0, most: 86_400, summary: 'where in the stream to begin' },
  volume: { kind: 'whole', value: 'PERCENT', least: 0, most: 200, summary: 'default 100' },
  ...roomIdTypeOption,
} as const satisfies Options
