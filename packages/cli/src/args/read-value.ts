import { formatDuration, parseDuration } from '../duration.ts'
import type { Io } from '../io.ts'
import type { Choice, Duration, Integer, Option, Secret, Text } from '../option.ts'
import { UsageError } from '../usage-error.ts'
import { given } from './given.ts'
import { readNamedFile } from './read-named-file.ts'
import { textOf } from './text-of.ts'

/** A value and where it was given: `--robot`, `TRTC_SITE`. */
export interface Origin {
  readonly from: string
  readonly isFlag: boolean
}

/** @throws UsageError naming where the value was given, what it is and what is allowed. */
export async function readValue(option: Option, raw: string, origin: Origin, io: Io): Promise<string | number> {
  switch (option.kind) {
    case 'integer':
      return readInteger(option, raw, origin)
    case 'duration':
      return readDuration(option, raw, origin)
    case 'choice':
      return readChoice(option, raw, origin)
    case 'secret':
      return readSecret(option, raw, origin, io)
    case 'text':
      return readText(option, raw, origin, io)
    case 'flag':
      return raw
  }
}

function readInteger({ min, max, or }: Integer, raw: string, { from }: Origin): number | string {
  if (raw === or) return raw
  const number = Number(raw)
  if (/^-?\d+$/.test(raw) && number >= min && number <= max) return number
  const allowed = `a whole number from ${min} to ${max}${or === undefined ? '' : `, or ${or}`}`
  throw new UsageError(`${from} must be ${allowed}; given: ${given(raw)}`)
}

function readDuration({ min, max, step = 1, or }: Duration, raw: string, { from }: Origin): number | string {
  if (raw === or) return raw
  const ms = parseDuration(raw)
  if (ms !== undefined && ms >= min && ms <= max && ms % step === 0) return ms
  const steps = step > 1 ? ` in steps of ${formatDuration(step)}` : ''
  const allowed = `a duration from ${formatDuration(min)} to ${formatDuration(max)}${steps}${or === undefined ? '' : `, or ${or}`}`
  throw new UsageError(
    `${from} must be ${allowed}; given: ${given(raw)}`,
    'write it with its unit: 500ms, 30s, 10m, 24h or 7d',
  )
}

function readChoice({ choices }: Choice, raw: string, { from }: Origin): string {
  if (choices.includes(raw)) return raw
  throw new UsageError(`${from} must be ${choices.join(' or ')}; given: ${given(raw)}`)
}

async function readSecret(_: Secret, raw: string, { from, isFlag }: Origin, io: Io): Promise<string> {
  if (!isFlag) return raw
  if (raw === '-') {
    const key = textOf(await io.stdin.read(), `${from} -: stdin`).trim()
    if (key !== '') return key
    throw new UsageError(`${from} -: stdin was empty`, '', 'ERR_CREDENTIALS')
  }
  throw new UsageError(
    `${from} only takes -, which reads the key from stdin`,
    'what stands on a command line shows in process lists and shell histories',
  )
}

async function readText(option: Text, raw: string, { from, isFlag }: Origin, io: Io): Promise<string> {
  if (raw === '') throw new UsageError(`${from} is empty`)
  const { source, hidden, untrimmed } = option
  if (!source || !isFlag || (raw !== '-' && !raw.startsWith('@'))) return raw
  const file = `${from}: the file${hidden ? '' : ` ${given(raw.slice(1))}`}`
  const text =
    raw === '-'
      ? textOf(await io.stdin.read(), `${from} -: stdin`)
      : textOf(await readNamedFile(raw.slice(1), file, io), file)
  const trimmed = text.trim()
  if (trimmed === '') throw new UsageError(raw === '-' ? `${from} -: stdin was empty` : `${file} is empty`)
  return untrimmed ? text : trimmed
}
