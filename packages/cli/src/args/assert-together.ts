import type { ParsedArgv } from '../argv.ts'
import type { Command } from '../command.ts'
import { UsageError } from '../errors.ts'
import { flagOf, type Option } from '../options.ts'

/** Stdin can be read once. @throws UsageError naming who would read it. */
export function assertOneReader(
  { options, argument }: Pick<Command, 'options' | 'argument'>,
  { flags, argument: word }: ParsedArgv,
): void {
  const ofFlags = [...flags].flatMap(([name, values]) =>
    readsStdin(options[name]) ? values.filter(isStdin).map(() => flagOf(name)) : [],
  )
  const isWord = argument?.stdin !== undefined && (isStdin(word) || (word === '' && argument.stdin === 'default'))
  const readers = isWord ? [...ofFlags, argument.name] : ofFlags
  if (readers.length < 2) return
  const hint = isWord && word === '' ? `${argument.name} comes from stdin where it is left out` : ''
  throw new UsageError(`stdin can be read once, and ${readers.join(' and ')} would read it`, hint)
}

function isStdin(value: string): boolean {
  return value === '-' || value === '@/dev/stdin'
}

function readsStdin(option: Option | undefined): boolean {
  return option?.kind === 'secret' || (option?.kind === 'text' && option.source === true)
}

/** @throws UsageError naming two flags that cannot be given together. */
export function assertExclusive({ options }: Pick<Command, 'options'>, flags: ParsedArgv['flags']): void {
  for (const name of flags.keys()) {
    const other = options[name]?.excludes?.find((excluded) => flags.has(excluded))
    if (other === undefined) continue
    throw new UsageError(`${flagOf(name)} and ${flagOf(other)} exclude each other`, 'give only one of them')
  }
}
