import { ignoreErrors } from '../ignore-errors.ts'
import { Deadline } from './deadline.ts'
import type { Limiter, Release } from './limiter.ts'
import type { PreparedRequest } from './prepared-request.ts'

interface AcquireOptions {
  readonly limiter: Limiter | undefined
  readonly waitMs: number
  /** Makes the error to throw when the wait takes too long. */
  readonly onTimeout: () => Error
}

/**
 * Waits until the limiter allows one more attempt. Rejects with the caller's abort reason, the error of `onTimeout`, or what the
 * limiter threw.
 */
export async function acquireSlot(
  { operation, limitScope, signal }: PreparedRequest,
  { limiter, waitMs, onTimeout }: AcquireOptions,
): Promise<Release | undefined> {
  if (limiter === undefined) return undefined
  const deadline = new Deadline(waitMs, signal)
  try {
    const limit = { key: `${operation.command} of ${limitScope}`, ...operation.rateLimit }
    return await releaseIfLate(limiter.acquire(limit, deadline.signal), deadline)
  } catch (error) {
    throw deadline.expired ? onTimeout() : error
  } finally {
    deadline.clear()
  }
}

/** Releases the slot. Ignores errors: a limiter whose store is down frees the slot after a while. */
export function releaseSlot(release: Release | undefined): void {
  if (release !== undefined) ignoreErrors(release)
}

/** Rejects at the deadline even if a custom limiter ignores its signal, and then releases a slot that it grants too late. */
function releaseIfLate(slot: Promise<Release | undefined>, deadline: Deadline): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    let isLate = false
    deadline.onAbort((reason) => {
      isLate = true
      reject(reason)
    })
    slot.then((release) => (isLate ? releaseSlot(release) : resolve(release)), reject)
  })
}
