import type { Command } from '../command.ts'
import type { Io } from '../io.ts'
import { flagOf, type Option } from '../option.ts'
import { UsageError } from '../usage-error.ts'
import type { RawArgs } from './read-argv.ts'
import { type Origin, readValue } from './read-value.ts'

/** Every option's value: from the flag, else from its variable. @throws UsageError for the first that is wrong. */
export async function readOptions(command: Command, { flags }: RawArgs, io: Io): Promise<Record<string, unknown>> {
  assertOneReader(command, flags)
  const values: Record<string, unknown> = {}
  for (const [name, option] of Object.entries(command.options)) {
    const typed = flags.get(name) ?? []
    values[name] = await readOption(name, option, typed, io)
  }
  return values
}

async function readOption(name: string, option: Option, typed: readonly string[], io: Io): Promise<unknown> {
  const flag = flagOf(name)
  if (option.kind === 'flag') return typed.length > 0
  const isRepeatable = option.kind === 'text' && option.repeatable === true
  if (!isRepeatable && typed.length > 1) throw new UsageError(`${flag} is given ${typed.length} times`)
  const origin: Origin = { from: flag, isFlag: true }
  const values = await Promise.all(typed.map((raw) => readValue(option, raw, origin, io)))
  if (option.kind === 'text' && option.required && values.length === 0) {
    throw new UsageError(`${flag} ${option.value} is missing`, option.summary)
  }
  if (isRepeatable) return values
  return values[0] ?? readVariable(option, io)
}

async function readVariable(option: Option, io: Io): Promise<unknown> {
  for (const variable of option.env ?? []) {
    const raw = io.env[variable]
    if (raw !== undefined && raw !== '') return readValue(option, raw, { from: variable, isFlag: false }, io)
  }
  return undefined
}

/** Stdin can be read once. */
function assertOneReader({ options }: Command, flags: RawArgs['flags']): void {
  const readers = [...flags].filter(([name, values]) => values.includes('-') && readsStdin(options[name]))
  if (readers.length > 1)
    throw new UsageError(`only one of ${readers.map(([name]) => flagOf(name)).join(', ')} can be -`)
}

function readsStdin(option: Option | undefined): boolean {
  return option?.kind === 'secret' || (option?.kind === 'text' && option.source === true)
}
