import { formatDuration, parseDuration, parseTime } from './duration.ts'
import { UsageError } from './errors.ts'
import type { Io } from './io.ts'
import type { Choice, Duration, Integer, Option, Secret, Text } from './options.ts'
import { quoteValue } from './quote-in-message.ts'
import { readSource } from './read-text.ts'

/** Where a value comes from: `--robot`, `TRTC_SITE`. */
export interface Source {
  readonly from: string
  readonly isFlag: boolean
}

/** Parses one value. @throws UsageError naming its source, the value and what is allowed. */
export async function readValue(option: Option, raw: string, source: Source, io: Io): Promise<string | number> {
  switch (option.kind) {
    case 'integer':
      return readInteger(option, raw, source)
    case 'duration':
      return readDuration(option, raw, source)
    case 'choice':
      return readChoice(option, raw, source)
    case 'secret':
      return readSecret(option, raw, source, io)
    case 'text':
      return readText(option, raw, source, io)
    case 'flag':
      return raw
  }
}

function readInteger({ min, max, or }: Integer, raw: string, { from }: Source): number | string {
  if (raw === or) return raw
  const number = Number(raw)
  if (/^-?\d+$/.test(raw) && number >= min && number <= max) return number
  const allowed = `a whole number from ${min} to ${max}${or === undefined ? '' : `, or ${or}`}`
  throw new UsageError(`${from} must be ${allowed}; given: ${quoteValue(raw)}`)
}

function readDuration({ min, max, step = 1, or }: Duration, raw: string, { from }: Source): number | string {
  if (raw === or) return raw
  if (isInMilliseconds(from)) return readMilliseconds(min, max, raw, from)
  const ms = parseDuration(raw)
  if (ms !== undefined && ms >= min && ms <= max && ms % step === 0) return ms
  const steps = step > 1 ? ` in steps of ${formatDuration(step)}` : ''
  const allowed = `a duration from ${formatDuration(min)} to ${formatDuration(max)}${steps}${or === undefined ? '' : `, or ${or}`}`
  throw new UsageError(`${from} must be ${allowed}; given: ${quoteValue(raw)}`, ms === undefined ? formHint(raw) : '')
}

function formHint(raw: string): string {
  return /\d[a-z]/i.test(raw)
    ? 'write one whole number and one unit: 500ms, 30s, 10m, 24h or 7d'
    : 'write it with its unit: 500ms, 30s, 10m, 24h or 7d'
}

/** Whether a variable has the unit in its name, so that it holds a number. */
export function isInMilliseconds(variable: string): boolean {
  return variable.endsWith('_MS')
}

function readMilliseconds(min: number, max: number, raw: string, from: string): number {
  const ms = Number(raw)
  if (/^\d+$/.test(raw) && ms >= min && ms <= max) return ms
  throw new UsageError(
    `${from} must be whole milliseconds from ${min} to ${max}, without a unit; given: ${quoteValue(raw)}`,
  )
}

function readChoice({ choices }: Choice, raw: string, { from }: Source): string {
  if (choices.includes(raw)) return raw
  throw new UsageError(`${from} must be ${choices.join(' or ')}; given: ${quoteValue(raw)}`)
}

async function readSecret(_: Secret, raw: string, { from, isFlag }: Source, io: Io): Promise<string> {
  if (!isFlag) return raw
  if (raw === '-') return (await readSource(raw, io, { prefix: `${from}: `, code: 'ERR_CREDENTIALS' })).trim()
  throw new UsageError(
    `${from} only takes -, which reads the key from stdin`,
    'process lists and shell histories show the command line',
  )
}

async function readText(option: Text, raw: string, { from, isFlag }: Source, io: Io): Promise<string> {
  const { source, secretValue, untrimmed } = option
  if (raw === '') throw new UsageError(`${from} is empty`)
  if (!source || !isFlag || (raw !== '-' && !raw.startsWith('@'))) return raw
  const text = await readSource(raw, io, { prefix: `${from}: `, secretValue })
  return untrimmed ? text : text.trim()
}

/** A point in time, in milliseconds since the epoch. @throws UsageError naming the flag. */
export function readTime(flag: string, text: string, now = Date.now()): number {
  const time = parseTime(text, now)
  if (time !== undefined) return time
  throw new UsageError(
    `${flag} must be a time ago (90s, 30m, 2h, 7d) or a date (2026-01-31, 2026-01-31T12:00:00Z), from 1970 to 2106; given: ${quoteValue(text)}`,
  )
}

/** Splits `a, b` or lines into values. @throws UsageError for an empty one. */
export function splitList(text: string, from: string): readonly string[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const items = lines.flatMap((line) => line.split(',')).map((item) => item.trim())
  if (!items.includes('')) return items
  throw new UsageError(`${from} has an empty item`, `separate several by one comma: ${from} a,b`)
}

/** @throws UsageError if a user is listed twice. */
export function assertUnique(flag: string, users: readonly string[]): void {
  const twice = users.find((user, index) => users.indexOf(user) < index)
  if (twice !== undefined) throw new UsageError(`${flag} names ${quoteValue(twice)} twice`)
}
