import { isDifferentKey } from '../credentials/is-different-key.ts'
import type { DialContext } from './dial-context.ts'
import { streamSigLifetimeMs } from './requests.ts'
import type { DialStream } from './types.ts'
import { invalidUserSig, isApiError } from './vendor-codes.ts'

/**
 * Calls `start` with a UserSig of the robot. If the vendor rejects it, the app's key may have been rotated: reloads the key, and
 * retries once if it changed.
 */
export async function withRobotUserSig<Result>(
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
    if (!isApiError(error, invalidUserSig)) throw error
    const other = await calls.userSigFor(robot, lifetimeMs, { forceRefresh: true }).catch(() => userSig)
    if (!isDifferentKey(other, userSig)) throw error
    return start(other.value)
  }
}
