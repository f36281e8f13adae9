import { Deadline } from './deadline.ts'
import { ignoreErrors } from './ignore-errors.ts'
import type { Limiter, Release } from './limiter.ts'
import type { Outgoing } from './outgoing.ts'

/** Who gives turns, how long to wait for one, and what to throw when it does not come. */
interface TurnSettings {
  readonly limiter: Limiter | undefined
  readonly waitMs: number
  readonly late: () => Error
}

/** Waits until one more attempt may be sent. Rejects with the caller's own abort reason, or with what the limiter threw. */
export async function waitForTurn(
  { operation, limitScope, signal }: Outgoing,
  { limiter, waitMs, late }: TurnSettings,
): Promise<Release | undefined> {
  if (limiter === undefined) return undefined
  const deadline = new Deadline(waitMs, signal)
  try {
    const limit = { key: `${operation.command} of ${limitScope}`, ...operation.rateLimit }
    return await unlessLate(limiter.acquire(limit, deadline.signal), deadline)
  } catch (error) {
    throw deadline.expired ? late() : error
  } finally {
    deadline.clear()
  }
}

/** Gives the place back; a limiter whose store is down gives it up by itself after a while. */
export function letGo(release: Release | undefined): void {
  if (release !== undefined) ignoreErrors(release)
}

/** A limiter of somebody's own may not care for its signal; then a turn that comes too late goes back to it. */
function unlessLate(turn: Promise<Release | undefined>, deadline: Deadline): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    let isLate = false
    deadline.onAbort((reason) => {
      isLate = true
      reject(reason)
    })
    turn.then((release) => (isLate ? letGo(release) : resolve(release)), reject)
  })
}
