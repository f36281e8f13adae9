import { readFile } from 'node:fs/promises'
import type { EmulatorOptions } from '@trtc-call/emulator'
import { emulatorOptionTable, type OptionRow, readEmulatorOptions, variableOf } from '@trtc-call/emulator/configuration'
import { given } from '../args/given.ts'
import type { Text, ValuesOf } from '../option.ts'
import { UsageError } from '../usage-error.ts'

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
      ...(row.kind === 'object' || row.kind === 'objects' ? { source: true as const } : {}),
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
): Promise<EmulatorOptions> {
  const texts = Object.fromEntries(rows.map(({ flag }) => [flag, options[flag as Flag]]))
  const file = config === undefined ? {} : await readConfig(config)
  try {
    return readEmulatorOptions({ texts, file })
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(error.message) : error
  }
}

async function readConfig(path: string): Promise<unknown> {
  const file = `--config ${given(path)}`
  const text = await readFile(path, 'utf8').catch(({ code = 'it cannot be read' }: NodeJS.ErrnoException) => {
    throw new UsageError(`${file} cannot be read (${code})`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(`${file} is not JSON`)
  }
}
