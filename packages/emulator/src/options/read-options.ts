import { isObject } from '../is-object.ts'
import { assertKnownFields } from './assert-known-fields.ts'
import { checkOption, describeValue } from './assert-options.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { OptionError } from './option-error.ts'
import { emulatorOptionTable, type OptionRow } from './option-table.ts'

/** Sources of options outside of TypeScript. */
export interface OptionSources {
  /** Values of flags and environment variables, by the `flag` of the table. */
  readonly texts?: Readonly<Record<string, string | undefined>>
  /** Parsed content of a configuration file. */
  readonly file?: unknown
}

const caller = 'readEmulatorOptions'

/**
 * Reads options for `startEmulator` from texts and a configuration file. A text takes precedence over the file.
 *
 * @throws OptionError whose `field` is the name of the option in `EmulatorOptions`, whichever source it came from. The value
 *   is quoted unless it could be a key.
 * @example
 * const options = readEmulatorOptions({ texts: { port: '8787', rateLimits: 'off' }, file: { answerAfterMs: 2_000 } })
 * await startEmulator(options)
 */
export function readEmulatorOptions({ texts = {}, file = {} }: OptionSources): EmulatorOptions {
  if (!isObject(file)) throw new OptionError(caller, 'file', 'type', 'must be a JSON object')
  const rows: [string, OptionRow][] = Object.entries(emulatorOptionTable)
  assertKnownFields(caller, '', file, Object.keys(emulatorOptionTable))
  assertKnownFields(
    caller,
    'texts',
    texts,
    rows.map(([, { flag }]) => flag),
  )
  const values = rows.flatMap(([name, row]) => {
    const text = texts[row.flag]
    if (text !== undefined) return [[name, checkOption(caller, name, row, parse(row, text))]]
    const value = file[name]
    return value === undefined ? [] : [[name, checkOption(caller, name, row, value, describeValue(row))]]
  })
  return Object.fromEntries(values) as EmulatorOptions
}

/** Returns the text itself where it cannot be parsed; the check then rejects it. */
function parse(row: OptionRow, text: string): unknown {
  if (row.kind === 'integer') return /^-?\d+$/.test(text) ? Number(text) : text
  if (row.kind === 'boolean') return text === 'on' ? true : text === 'off' ? false : text
  if (row.kind === 'list') return text.split(',')
  if (row.kind !== 'object' && row.kind !== 'objects') return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
