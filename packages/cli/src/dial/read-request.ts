import type { DialRequest, DialStream, Room } from '@trtc-call/node'
import { UsageError } from '../errors.ts'
import { parseJsonObject } from '../json.ts'
import { flagOf, type ValuesOf } from '../options.ts'
import type { ringOptions, roomOptions, streamOptions } from './options.ts'

const pushExample = 'for example: --offline-push \'{"Title":"Incoming call"}\''

/** The request without its stream. @throws UsageError naming the flag. */
export async function readRingRequest(options: ValuesOf<typeof ringOptions>): Promise<DialRequest> {
  const { robot, callee, media = 'video', ringTimeout, userData, offlinePush } = options
  const push = offlinePush === undefined ? undefined : parseJsonObject(offlinePush, '--offline-push', pushExample)
  return { robot, callees: callee, media, ringTimeoutMs: ringTimeout, room: await readRoom(options), userData, push }
}

/** @throws InputError for a wrong id. */
export async function readRoom({ room, intRoom }: ValuesOf<typeof roomOptions>): Promise<Room | undefined> {
  if (room === undefined && intRoom === undefined) return undefined
  const client = await import('@trtc-call/node')
  return intRoom === undefined ? client.stringRoom(room ?? '') : client.intRoom(intRoom)
}

type StreamValues = Omit<ValuesOf<typeof streamOptions>, 'roomIdType'> & {
  readonly start?: 'on-answer' | 'immediately' | undefined
}

/** Returns undefined without `--stream`. @throws UsageError for an option that needs another one. */
export function readStream(values: StreamValues): DialStream | undefined {
  const { stream: url, start, repeat, maxDuration: maxDurationMs, seek: seekMs, volume } = values
  assertStreamOptions(values)
  return url === undefined ? undefined : { url, start, repeat, maxDurationMs, seekMs, volume }
}

/** @throws UsageError if a stream in this room needs `--room-id-type`. */
export function assertRoomIdType({ roomIdType }: Pick<ValuesOf<typeof streamOptions>, 'roomIdType'>, room: Room): void {
  if (roomIdType !== undefined || !/^\d+$/.test(String(room.id))) return
  const hint = 'with the wrong one, no one hears the stream'
  throw new UsageError('a room of digits needs --room-id-type guide or reference', hint)
}

/** @throws UsageError for an option that needs another one. */
export function assertStreamOptions({ stream, start, repeat, maxDuration, seek, volume }: StreamValues): void {
  const [orphan] = Object.entries({ start, repeat, maxDuration, seek, volume }).filter(
    ([, value]) => value !== undefined,
  )
  if (stream === undefined && orphan !== undefined) throw new UsageError(`${flagOf(orphan[0])} needs --stream`)
  if (maxDuration !== undefined && repeat !== 'forever') throw new UsageError('--max-duration needs --repeat forever')
}
