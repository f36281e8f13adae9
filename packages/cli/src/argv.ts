import { globalFlags } from './args/leading-options.ts'
import { cloudOptions } from './client/access-options.ts'
import type { Command } from './command.ts'
import { UsageError } from './errors.ts'
import { nearest } from './nearest.ts'
import { flagOf, kebab, type Option, type Options } from './options.ts'
import { quoteName, quoteValue } from './quote.ts'

/** The words of a command line, sorted but not yet judged: each flag's values as they were typed. */
export interface ParsedArgv {
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly argument: string
}

/**
 * Node's own parser: cac and its kin turn `--callee 0123` into the number 123 and do not take `-` for a value.
 *
 * @throws UsageError naming the flag.
 */
export async function readArgv(argv: readonly string[], command: Command): Promise<ParsedArgv> {
  const { parseArgs } = await import('node:util')
  const names = namesOf(command.options)
  const options = Object.fromEntries(
    [...names].map(([flag, { option }]) => [
      flag,
      { type: option.kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  )
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true })
  const flags = new Map<string, string[]>()
  const words: string[] = []
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const known = names.get(token.name)
    if (known === undefined || !token.rawName.startsWith('--')) throw unknownFlag(token.rawName, command)
    const values = flags.get(known.name) ?? []
    flags.set(known.name, [...values, typedValue(token, known.option)])
  }
  assertOnce(flags, command.options)
  return { flags, argument: argumentOf(words, command) }
}

function assertOnce(flags: ReadonlyMap<string, readonly string[]>, options: Options): void {
  for (const [name, { length }] of flags) {
    const option = options[name]
    const isRepeatable = option?.kind === 'flag' || (option?.kind === 'text' && option.repeatable)
    if (length > 1 && !isRepeatable) throw new UsageError(`${flagOf(name)} is given ${length} times`)
  }
}

type Named = Map<string, { readonly name: string; readonly option: Option }>

function namesOf(options: Options): Named {
  const usable = Object.entries(options).filter(([, option]) => option.kind !== 'secret' || option.flag)
  return new Map(usable.map(([name, option]) => [kebab(name), { name, option }]))
}

interface OptionToken {
  readonly rawName: string
  readonly value?: string | undefined
  readonly inlineValue?: boolean | undefined
}

function typedValue({ rawName, value, inlineValue }: OptionToken, option: Option): string {
  if (option.kind === 'flag') {
    if (value === undefined || option.inline?.includes(value)) return value ?? ''
    if (option.inline !== undefined) throw new UsageError(`${rawName} takes no value but ${option.inline.join(', ')}`)
    throw new UsageError(`${rawName} takes no value`)
  }
  if (value === undefined) throw new UsageError(`${rawName} needs a value`)
  if (inlineValue || !/^-./.test(value)) return value
  throw new UsageError(`${rawName} needs a value`, `where the value begins with a dash, write ${rawName}=-…`)
}

/** The flags that look like the app's key, and are about the cloud account's. */
const onlyVariables: ReadonlyMap<string, string> = new Map(
  Object.entries<Option>(cloudOptions).flatMap(([name, { kind, env }]) =>
    kind === 'secret' && env?.[0] !== undefined ? [[flagOf(name), env[0]]] : [],
  ),
)

function unknownFlag(rawName: string, { path, options, argument }: Command): UsageError {
  const variable = onlyVariables.get(rawName)
  if (variable !== undefined) {
    return new UsageError(`there is no option ${rawName}`, `set ${variable}; there is no flag for it`)
  }
  const flags = Object.entries(options).flatMap(([name, option]) =>
    option.kind === 'secret' && !option.flag ? [] : [flagOf(name)],
  )
  const meant = nearest(rawName, flags)
  const isNoWord = argument === undefined || globalFlags.includes(rawName)
  const help = `trtc-call ${path.join(' ')} --help lists its options${isNoWord ? '' : '; what begins with a dash goes after --'}`
  return new UsageError(
    `there is no option ${quoteName(rawName)}`,
    meant === undefined ? help : `did you mean ${meant}?`,
  )
}

function argumentOf(words: readonly string[], { argument, path }: Command): string {
  const [first = '', second] = words
  const extra = argument === undefined ? words[0] : second
  const name = path.join(' ')
  if (extra !== undefined) throw new UsageError(`${quoteValue(extra)} is one word too many for trtc-call ${name}`)
  if (argument?.required && first === '') {
    throw new UsageError(`${argument.name} is missing`, `trtc-call ${name} ${argument.name}: ${argument.summary}`)
  }
  return first
}
