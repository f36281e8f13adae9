const units = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** `30s` in milliseconds. Undefined for anything else, also for a number without a unit. */
export function parseDuration(text: string): number | undefined {
  const [, count, unit] = /^(\d{1,10})(ms|s|m|h|d)$/.exec(text) ?? []
  return count === undefined ? undefined : Number(count) * units[unit as keyof typeof units]
}

/** In the largest unit that leaves no fraction: `90s`, `10m`. Beyond 100 days, the rest of a day is left out. */
export function formatDuration(exactMs: number): string {
  const ms = exactMs > 100 * units.d ? exactMs - (exactMs % units.d) : exactMs
  const [unit, size] = Object.entries(units).findLast(([, size]) => ms % size === 0 && ms >= size) ?? ['ms', 1]
  return `${ms / size}${unit}`
}

/** The vendor counts seconds in 32 bits. */
const latest = 4_294_967_295_000

/**
 * Reads a point in time: a duration before now (`90s`, `7d`), or an ISO date.
 *
 * @returns Milliseconds since the epoch, from 1970 to 2106. Undefined for anything else.
 */
export function parseTime(text: string, now = Date.now()): number | undefined {
  const ago = parseDuration(text)
  const time = ago === undefined ? parseDate(text) : now - ago
  return time !== undefined && time >= 0 && time <= latest ? time : undefined
}

function parseDate(text: string): number | undefined {
  // Date.parse accepts many other forms, and reads some of them in this machine's time zone.
  const [, day] = /^(\d{4}-\d{2}-\d{2})(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? []
  if (day === undefined) return undefined
  // V8 takes the 30th of February for the 2nd of March.
  const midnight = Date.parse(day)
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
  return exists ? Date.parse(text) : undefined
}
