import { parseTime } from '../duration.ts'
import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'

/** A point in time, in milliseconds since the epoch. @throws UsageError naming the flag. */
export function readTime(flag: string, text: string, now = Date.now()): number {
  const time = parseTime(text, now)
  if (time !== undefined) return time
  throw new UsageError(
    `${flag} must be a time ago (90s, 30m, 2h, 7d) or a date (2026-01-31, 2026-01-31T12:00:00Z), from 1970 to 2106; given: ${given(text)}`,
  )
}
