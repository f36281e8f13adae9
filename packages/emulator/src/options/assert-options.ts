import { isObject } from '../is-object.ts'
import { assertKnownFields } from './assert-known-fields.ts'
import type { EmulatorOptions } from './emulator-options.ts'
import { fieldOf, OptionError, type OptionErrorReason } from './option-error.ts'
import { emulatorOptionTable, type OptionRow } from './option-table.ts'
import { quoteValue } from './quote-value.ts'

/** Checks options against the table that the command line is made of, so that both refuse the same. @throws OptionError */
export function assertOptions(
  caller: string,
  path: string,
  options: unknown,
  names: readonly (keyof EmulatorOptions)[],
): void {
  if (!isObject(options)) throw new OptionError(caller, path === '' ? 'options' : path, 'type', 'must be an object')
  assertKnownFields(caller, path, options, names)
  for (const name of names) {
    const row = emulatorOptionTable[name]
    if (options[name] !== undefined) checkOption(caller, fieldOf(path, name), row, options[name], describeValue(row))
  }
}

/**
 * Returns the value if the row allows it. The error quotes it only where it cannot be a key.
 *
 * @throws OptionError
 */
export function checkOption(
  caller: string,
  field: string,
  row: OptionRow,
  value: unknown,
  allowed: string = describeText(row),
): unknown {
  const reason = reasonAgainst(row, value)
  if (reason === undefined) return value
  const isPublic = row.kind === 'integer' || row.kind === 'choice' || row.kind === 'boolean'
  throw new OptionError(caller, field, reason, `must be ${allowed}${isPublic ? `; given: ${quoteValue(value)}` : ''}`)
}

/** Describes the allowed values of an option that is given as a JSON or JavaScript value. */
export function describeValue(row: OptionRow): string {
  return row.kind === 'boolean' ? 'true or false' : describeText(row)
}

function describeText(row: OptionRow): string {
  if (row.kind === 'integer') return `a whole number from ${row.min} to ${row.max}`
  if (row.kind === 'choice') return `one of ${row.choices.join(', ')}`
  const words = { boolean: 'on or off', text: 'a non-empty text', list: 'a list of non-empty texts' }
  const shapes = { object: 'a JSON object', objects: 'a JSON array of objects' }
  return { ...words, ...shapes }[row.kind]
}

function reasonAgainst(row: OptionRow, value: unknown): OptionErrorReason | undefined {
  switch (row.kind) {
    case 'integer':
      if (!Number.isSafeInteger(value)) return 'type'
      return (value as number) >= row.min && (value as number) <= row.max ? undefined : 'range'
    case 'choice':
      return row.choices.includes(value as string) ? undefined : 'range'
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'type'
    case 'text':
      return typeof value !== 'string' ? 'type' : value === '' ? 'length' : undefined
    case 'list':
      return isListOf(value, (item) => typeof item === 'string' && item !== '') ? undefined : 'type'
    case 'object':
      return isObject(value) ? undefined : 'type'
    case 'objects':
      return isListOf(value, isObject) ? undefined : 'type'
  }
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}
