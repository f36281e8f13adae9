import type { EmulatorOptions } from '@trtc-call/emulator'
import {
  emulatorOptionTable,
  OptionError,
  type OptionRow,
  readEmulatorOptions,
  variableOf,
} from '@trtc-call/emulator/configuration'
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
    integer: 'NUMBER',
    boolean: 'on|off',
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
  { config, sources, io }: Sources & { readonly io: ReadingIo },
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
    throw toUsageError(error, { config, sources })
  }
}

/** Where the values of the options come from. */
interface Sources {
  readonly config: string | undefined
  /** By option: the flag or variable that was set. */
  readonly sources: Readonly<Record<string, string>>
}

/** Names the flag, variable or file that a wrong option of the emulator comes from. */
export function toUsageError(error: unknown, { config, sources }: Sources): unknown {
  if (!(error instanceof OptionError)) return error
  const { field, detail } = error
  const name = field.replace(/[.[].*/s, '')
  const flag = Object.hasOwn(emulatorOptionTable, name) ? emulatorOptionTable[name as keyof Table].flag : undefined
  const origin = flag === undefined ? undefined : sources[flag]
  if (origin === undefined && config !== undefined) return new UsageError(`${configName(config)}: ${field} ${detail}`)
  const source = origin ?? (flag === undefined ? 'the options' : flagOf(flag))
  const inside = field.slice(name.length).replace(/^\./, '')
  return new UsageError(inside === '' ? `${source} ${detail}` : `${source}: ${inside} ${detail}`)
}

function configName(path: string): string {
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
