import { checkNumber } from '../check-value.ts'
import { checkNow } from '../signing/check-user-sig-input.ts'
import { WebhookError } from './webhook-error.ts'

/** The vendor repeats an event for a minute; the rest allows for clocks that differ. */
const defaultMaxAgeMs = 5 * 60_000

/** Limits for the age and the size of a delivery. */
export interface WebhookLimits {
  /** The current time in milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: number | undefined
  /**
   * How far the time in a delivery may differ from `now`, in milliseconds; `Infinity` turns the check off. Default 5 minutes:
   * the vendor repeats an event for one minute, and clocks differ.
   */
  readonly maxAgeMs?: number | undefined
  /** The largest accepted body, in bytes. Default 65 536. */
  readonly maxBodyBytes?: number | undefined
}

/** @throws InputError naming the option. */
export function checkWindow(now: unknown, maxAgeMs: unknown = defaultMaxAgeMs): { now: number; maxAgeMs: number } {
  const limit = maxAgeMs === Number.POSITIVE_INFINITY ? maxAgeMs : checkNumber('maxAgeMs', maxAgeMs, { min: 1 })
  return { now: checkNow(now ?? Date.now()), maxAgeMs: limit }
}

/** @throws InputError naming the option. */
export function checkMaxBodyBytes(maxBodyBytes: unknown): number {
  return checkNumber('maxBodyBytes', maxBodyBytes, { min: 1 })
}

/** @throws WebhookError `stale`. */
export function assertFresh(
  field: string,
  timeMs: number | undefined,
  { now, maxAgeMs }: { readonly now: number; readonly maxAgeMs: number },
): void {
  if (maxAgeMs === Number.POSITIVE_INFINITY) return
  if (timeMs !== undefined && Math.abs(now - timeMs) <= maxAgeMs) return
  throw new WebhookError(
    'stale',
    timeMs === undefined
      ? `the webhook has no ${field}, so it may be a replay; it was rejected`
      : `the webhook's ${field} is ${Math.round(Math.abs(now - timeMs) / 1000)} s ${now > timeMs ? 'ago' : 'ahead'}; it was rejected`,
    "Check this machine's clock. If it is right, this is a replay of an old delivery.",
  )
}
