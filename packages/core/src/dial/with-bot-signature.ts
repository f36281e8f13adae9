import { isDifferentKey } from '../credentials/is-different-key.ts'
import type { DialContext } from './dial-context.ts'
import { streamSigLifetimeMs } from './requests.ts'
import type { DialStream } from './types.ts'
import { isRefusedWith, wrongBotSignature } from './vendor-codes.ts'

/**
 * Starts with a UserSig of the robot. When it is refused, the app's key may have been rotated since it was read: it is
 * looked for again, and only another one is tried.
 */
export async function withBotSignature<Result>(
  { calls }: DialContext,
  robot: string,
  stream: DialStream,
  start: (userSig: string) => Promise<Result>,
): Promise<Result> {
  if (stream.userSig !== undefined) return start(stream.userSig)
  const lifetimeMs = streamSigLifetimeMs(stream)
  const userSig = await calls.userSigFor(robot, lifetimeMs)
  try {
    return await start(userSig.value)
  } catch (error) {
    if (!isRefusedWith(error, wrongBotSignature)) throw error
    const other = await calls.userSigFor(robot, lifetimeMs, { forceRefresh: true }).catch(() => userSig)
    if (!isDifferentKey(other, userSig)) throw error
    return start(other.value)
  }
}
