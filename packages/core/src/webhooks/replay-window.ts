import { checkNumber } from '../check-value.ts'
import { checkNow } from '../signing/checks.ts'
import { WebhookError } from './webhook-error.ts'

/** The vendor sends an event again for a minute; the rest is for clocks that differ. */
const defaultMaxAgeMs = 5 * 60_000

/** How long a delivery is good, and how much of it is taken. */
export interface WebhookLimits {
  /** Milliseconds since the epoch; default the clock. */
  readonly now?: number | undefined
  /**
   * How far the time in a delivery may be from `now`, either way, in milliseconds; `Infinity` for any. Default 5 minutes: the
   * vendor sends an event again until it is one minute old, and clocks differ.
   */
  readonly maxAgeMs?: number | undefined
  /** The largest body that is looked at. Default 65 536. */
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
export function refuseStale(
  field: string,
  timeMs: number | undefined,
  { now, maxAgeMs }: { readonly now: number; readonly maxAgeMs: number },
): void {
  if (maxAgeMs === Number.POSITIVE_INFINITY) return
  if (timeMs !== undefined && Math.abs(now - timeMs) <= maxAgeMs) return
  throw new WebhookError(
    'stale',
    timeMs === undefined
      ? `the webhook has no ${field}, so it may be an old one played back; it was not handed on`
      : `the webhook's ${field} is ${Math.round(Math.abs(now - timeMs) / 1000)} s ${now > timeMs ? 'ago' : 'ahead'}; it was not handed on`,
    "Compare this machine's clock with the real time. If the clock is right, somebody plays back an old delivery.",
  )
}
