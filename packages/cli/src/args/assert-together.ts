import type { Command } from '../command.ts'
import { flagOf, type Option } from '../option.ts'
import { UsageError } from '../usage-error.ts'
import type { RawArgs } from './read-argv.ts'

/** Stdin can be read once. @throws UsageError naming who would read it. */
export function assertOneReader({ options }: Command, flags: RawArgs['flags']): void {
  const readers = [...flags].filter(([name, values]) => values.includes('-') && readsStdin(options[name]))
  if (readers.length > 1)
    throw new UsageError(`only one of ${readers.map(([name]) => flagOf(name)).join(', ')} can be -`)
}

function readsStdin(option: Option | undefined): boolean {
  return option?.kind === 'secret' || (option?.kind === 'text' && option.source === true)
}

/** @throws UsageError naming two flags that cannot be given together. */
export function assertExclusive({ options }: Command, flags: RawArgs['flags']): void {
  for (const name of flags.keys()) {
    const other = options[name]?.excludes?.find((excluded) => flags.has(excluded))
    if (other === undefined) continue
    throw new UsageError(`${flagOf(name)} and ${flagOf(other)} exclude each other`, 'give only one of them')
  }
}
