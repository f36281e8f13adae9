import type { EmulatorOptions } from '@trtc-call/emulator'
import { emulatorOptionTable, type OptionRow, readEmulatorOptions, variableOf } from '@trtc-call/emulator/configuration'
import { UsageError } from '../errors.ts'
import { findJsonError } from '../json.ts'
import { flagOf, type Text, type ValuesOf } from '../options.ts'
import { quoteValue } from '../quote.ts'
import { decodeUtf8, type ReadingIo, readFileArgument } from '../read-text.ts'

type Table = typeof emulatorOptionTable
type Flag = Table[keyof Table]['flag']

const rows: readonly OptionRow[] = Object.values(emulatorOptionTable)

/** All options of the emulator, by their flags; what they may be is the emulator's to judge. */
export const emulatorOptions = Object.fromEntries(
  rows.map((row): [string, Text] => [
    row.flag,
    {
      kind: 'text',
      value: placeholder(row),
      env: [variableOf(row)],
      summary: row.summary,
      ...(row.kind === 'text' && row.isSecret ? { hidden: true as const } : {}),
      ...(row.kind === 'object' || row.kind === 'objects' ? { source: true as const, untrimmed: true as const } : {}),
    },
  ]),
) as { readonly [Name in Flag]: Text & { readonly kind: 'text' } }

function placeholder(row: OptionRow): string {
  if (row.kind === 'choice') return row.choices.join('|')
  const words = {
    whole: 'NUMBER',
    switch: 'on|off',
    text: 'TEXT',
    list: 'A,B',
    object: 'JSON|@FILE',
    objects: 'JSON|@FILE',
  }
  return words[row.kind]
}

/** What was typed, over what stands in variables, over what stands in the file. @throws UsageError naming what is wrong. */
export async function readEmulatorFlags(
  options: ValuesOf<typeof emulatorOptions>,
  config: string | undefined,
  io: ReadingIo,
): Promise<EmulatorOptions> {
  const texts = Object.fromEntries(rows.map(({ flag }) => [flag, options[flag as Flag]]))
  const file = config === undefined ? {} : await readConfig(config, io)
  for (const row of rows.filter(({ kind }) => kind === 'object' || kind === 'objects')) {
    const text = texts[row.flag]
    if (text !== undefined) assertJson(`${flagOf(row.flag)} (or ${variableOf(row)})`, text)
  }
  try {
    return readEmulatorOptions({ texts, file })
  } catch (error) {
    if (!(error instanceof TypeError) || config === undefined) throw inUsage(error)
    throw new UsageError(error.message.replace(/^the configuration(?=:| must)/, configName(config)))
  }
}

/** What the emulator says of the users whose behaviour it was given, with the place where they stand. */
export function inUsage(error: unknown, usersFrom?: string): unknown {
  if (!(error instanceof TypeError)) return error
  const { message } = error
  const isOfUsers = usersFrom !== undefined && message.startsWith('callee')
  return new UsageError(isOfUsers ? `${usersFrom}: ${message}` : message)
}

export function configName(path: string): string {
  return `--config ${quoteValue(path)}`
}

async function readConfig(path: string, io: ReadingIo): Promise<unknown> {
  const file = configName(path)
  const text = decodeUtf8(await readFileArgument(path, file, io), file)
  assertJson(file, text)
  return JSON.parse(text)
}

function assertJson(where: string, text: string): void {
  const fault = findJsonError(text)
  if (fault === undefined) return
  throw new UsageError(`${where} stops being JSON at line ${fault.line}, column ${fault.column}`)
}
