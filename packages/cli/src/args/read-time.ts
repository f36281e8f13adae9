import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** The vendor counts seconds in 32 bits. */
const latest = 4_294_967_295_000

/**
 * A point in time: `90s`, `30m`, `2h` or `7d` before now, or an ISO date.
 *
 * @returns Milliseconds since the epoch, from 1970 to 2106.
 * @throws UsageError naming the flag.
 */
export function readTime(flag: string, text: string, now = Date.now()): number {
  const time = timeAgo(text, now) ?? timeOfDate(text)
  if (time >= 0 && time <= latest) return time
  throw new UsageError(
    `${flag} must be a time ago (90s, 30m, 2h, 7d) or a date (2026-01-31, 2026-01-31T12:00:00Z), from 1970 to 2106; given: ${given(text)}`,
  )
}

function timeAgo(text: string, now: number): number | undefined {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  return count === undefined ? undefined : now - Number(count) * units[unit as keyof typeof units]
}

/** NaN for what is none. */
function timeOfDate(text: string): number {
  // Date.parse takes much else, and reads some of it in the time zone of this machine without saying so.
  const [, day] = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? []
  if (day === undefined) return Number.NaN
  // V8 takes the 30th of February for the 2nd of March.
  const midnight = Date.parse(day)
  const isReal = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
  return isReal ? Date.parse(text) : Number.NaN
}
