import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'

const units = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/**
 * A point in time: `90s`, `30m`, `2h` or `7d` before now, or an ISO date.
 *
 * @returns Milliseconds since the epoch.
 * @throws UsageError naming the flag.
 */
export function readTime(flag: string, text: string, now = Date.now()): number {
  const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? []
  if (count !== undefined) return now - Number(count) * units[unit as keyof typeof units]
  // Date.parse takes much else, and reads some of it in the time zone of this machine without saying so.
  const date = /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.test(text) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(date) && date >= 0) return date
  throw new UsageError(
    `${flag} must be a time ago (90s, 30m, 2h, 7d) or a date (2026-01-31, 2026-01-31T12:00:00Z); given: ${given(text)}`,
  )
}
