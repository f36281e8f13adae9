import { isObject } from './is-object.ts'
import { emulatorOptionTable, type OptionRow } from './option-table.ts'
import type { EmulatorOptions } from './options.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import { shown } from './shown.ts'

/** By the table that the command line is made of, so that both refuse the same. @throws TypeError naming the option. */
export function assertOptions(where: string, given: unknown, names: readonly (keyof EmulatorOptions)[]): void {
  if (!isObject(given)) throw new TypeError(`${where}: the options must be an object`)
  refuseUnknown(where, given, names)
  for (const name of names) {
    const row = emulatorOptionTable[name]
    if (given[name] !== undefined) checkOption(row, given[name], `${where}: ${name}`, describeValue(row))
  }
}

/** @throws TypeError naming `where`, what is allowed, and what was given where that is no text, which may be a key. */
export function checkOption(row: OptionRow, value: unknown, where: string, wanted: string = describe(row)): unknown {
  if (fits(row, value)) return value
  const isTold = row.kind === 'whole' || row.kind === 'choice' || row.kind === 'switch'
  throw new TypeError(`${where} must be ${wanted}${isTold ? `; given: ${shown(value)}` : ''}`)
}

/** What a value is that was not written as text. */
export function describeValue(row: OptionRow): string {
  return row.kind === 'switch' ? 'true or false' : describe(row)
}

function fits(row: OptionRow, value: unknown): boolean {
  switch (row.kind) {
    case 'whole':
      return Number.isSafeInteger(value) && (value as number) >= row.least && (value as number) <= row.most
    case 'choice':
      return row.choices.includes(value as string)
    case 'switch':
      return typeof value === 'boolean'
    case 'text':
      return typeof value === 'string' && value !== ''
    case 'list':
      return Array.isArray(value) && value.every((word) => typeof word === 'string' && word !== '')
    case 'object':
      return isObject(value)
    case 'objects':
      return Array.isArray(value) && value.every(isObject)
  }
}

function describe(row: OptionRow): string {
  if (row.kind === 'whole') return `a whole number from ${row.least} to ${row.most}`
  if (row.kind === 'choice') return `one of ${row.choices.join(', ')}`
  const words = { switch: 'on or off', text: 'some text', list: 'a list of words' }
  const shapes = { object: 'a JSON object', objects: 'a JSON array of objects' }
  return { ...words, ...shapes }[row.kind]
}
