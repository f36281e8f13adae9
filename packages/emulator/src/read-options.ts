import { checkOption, describeValue } from './check-option.ts'
import { isObject } from './is-object.ts'
import { emulatorOptionTable, type OptionRow, variableOf } from './option-table.ts'
import type { EmulatorOptions } from './options.ts'
import { refuseUnknown } from './refuse-unknown.ts'

/** Where options come from, besides TypeScript. */
export interface OptionSources {
  /** What was typed or stands in variables, by the `flag` of the table; undefined is left out. */
  readonly texts?: Readonly<Record<string, string | undefined>>
  /** What a configuration file holds, already parsed. */
  readonly file?: unknown
}

/**
 * Options for `startEmulator` from texts and from a configuration file. A text goes before the file.
 *
 * @throws TypeError naming the flag and the variable, or the field of the file, what is allowed, and what was given where that
 *   can be no key.
 * @example
 * const options = readEmulatorOptions({ texts: { port: '8787', rateLimits: 'off' }, file: { answerAfterMs: 2_000 } })
 * await startEmulator(options)
 */
export function readEmulatorOptions({ texts = {}, file = {} }: OptionSources): EmulatorOptions {
  const fields = asObject(file, 'the configuration')
  refuseUnknown('the configuration', fields, Object.keys(emulatorOptionTable))
  const rows: [string, OptionRow][] = Object.entries(emulatorOptionTable)
  const flags = rows.map(([, { flag }]) => flag)
  refuseUnknown('the flags', texts, flags)
  const values = rows.flatMap(([name, row]) => {
    const text = texts[row.flag]
    if (text !== undefined) return [[name, readText(row, text)]]
    return fields[name] === undefined ? [] : [[name, checkField(name, row, fields[name])]]
  })
  return Object.fromEntries(values) as EmulatorOptions
}

function readText(row: OptionRow, text: string): unknown {
  const where = `--${row.flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} (or ${variableOf(row)})`
  return checkOption(row, parse(row, text), where)
}

/** What is not well written stays text, which the check then refuses. */
function parse(row: OptionRow, text: string): unknown {
  if (row.kind === 'whole') return /^-?\d+$/.test(text) ? Number(text) : text
  if (row.kind === 'switch') return text === 'on' ? true : text === 'off' ? false : text
  if (row.kind === 'list') return text.split(',')
  if (row.kind !== 'object' && row.kind !== 'objects') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

function checkField(name: string, row: OptionRow, value: unknown): unknown {
  return checkOption(row, value, `the configuration: ${name}`, describeValue(row))
}

function asObject(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (isObject(value)) return value
  throw new TypeError(`${where} must be a JSON object`)
}
