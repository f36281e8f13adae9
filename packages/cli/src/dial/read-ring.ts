import type { DialRequest, OfflinePush, Room } from '@trtc-call/node'
import { UsageError } from '../errors.ts'
import { findJsonError } from '../json.ts'
import type { ValuesOf } from '../options.ts'
import type { ringOptions, roomOptions } from './ring-options.ts'

/** The options as a request. @throws UsageError naming the flag. */
export async function readRing(
  options: ValuesOf<typeof ringOptions>,
): Promise<Omit<DialRequest, 'stream'> & { readonly room?: Room | undefined }> {
  const { robot, callee, media = 'video', ringTimeoutMs, userData, offlinePush } = options
  const push = offlinePush === undefined ? undefined : readPush(offlinePush)
  return { robot, callees: callee, media, ringTimeoutMs, room: await readRoom(options), userData, push }
}

/** @throws UsageError when the id is wrong. */
export async function readRoom({ room, intRoom }: ValuesOf<typeof roomOptions>): Promise<Room | undefined> {
  if (room === undefined && intRoom === undefined) return undefined
  const client = await import('@trtc-call/node')
  if (intRoom !== undefined) return client.intRoom(intRoom)
  return client.stringRoom(room ?? '')
}

/** JSON.parse repeats what it was given, so its own message is not used. */
function readPush(json: string): OfflinePush {
  try {
    const push: unknown = JSON.parse(json)
    if (typeof push === 'object' && push !== null && !Array.isArray(push)) return push
  } catch {}
  const fault = findJsonError(json)
  const place = fault === undefined ? '' : `; it stops being JSON at line ${fault.line}, column ${fault.column}`
  throw new UsageError(
    `--offline-push must be a JSON object${place}`,
    'for example: --offline-push \'{"Title":"Incoming call"}\'',
  )
}
