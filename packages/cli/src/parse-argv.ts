import { cloudOptions } from './client/access-options.ts'
import type { Command, CommandEntry } from './command.ts'
import { UsageError } from './errors.ts'
import { nearest } from './nearest.ts'
import { flagOf, isRepeatable, type Option } from './options.ts'
import { quoteName, quoteValue } from './quote-in-message.ts'
import { findOption, globalFlags, hasFlag, type Scan } from './scan-argv.ts'

/** A checked command line. */
export interface ParsedArgv {
  /** The values of each option as they were typed, by its name. */
  readonly flags: ReadonlyMap<string, readonly string[]>
  readonly argument: string
}

/** Checks a command line whose command is known. @throws UsageError for the first word that is wrong. */
export function parseArgv({ options: typed, words }: Scan, command: Command): ParsedArgv {
  const flags = new Map<string, string[]>()
  for (const { flag, known: scanned, value, isInline } of typed) {
    const known = findOption(flag, command.options)
    if (known === undefined) throw unknownOption(flag, command)
    if (scanned === undefined) {
      throw new UsageError(
        `${flag} has to come after the command`,
        `before it, only ${globalFlags.join(', ')} are allowed`,
      )
    }
    const values = flags.get(known.name) ?? []
    flags.set(known.name, [...values, checkTyped(flag, value, isInline, known.option)])
    if (values.length > 0 && known.option.kind !== 'flag' && !isRepeatable(known.option))
      throw new UsageError(`${flag} is given more than once`)
  }
  const parsed = { flags, argument: argumentOf(words, command, flags) }
  assertOneReader(command, parsed)
  assertExclusive(command, flags)
  return parsed
}

function checkTyped(flag: string, value: string | undefined, isInline: boolean, option: Option): string {
  if (option.kind === 'flag' && isInline) throw new UsageError(`${flag} takes no value`)
  if (option.kind === 'flag') return ''
  if (value !== undefined) return value
  throw new UsageError(`${flag} needs a value`, `if the value begins with a dash, write ${flag}=-…`)
}

function unknownOption(flag: string, { path, options, argument }: Command): UsageError {
  const name = path.join(' ')
  if (globalFlags.includes(flag)) {
    return new UsageError(`trtc-call ${name} does not take ${flag}`, `trtc-call ${name} --help lists its options`)
  }
  // Also in commands without these options, because they look like the app's key.
  const hidden = Object.entries<Option>({ ...cloudOptions, ...options }).find(
    ([name, option]) => flagOf(name) === flag && !hasFlag(option),
  )
  const inEnvironment = hidden?.[1].env?.[0]
  if (inEnvironment !== undefined) {
    return new UsageError(`there is no option ${flag}`, `set ${inEnvironment}; there is no flag for it`)
  }
  const flags = Object.entries(options).flatMap(([name, option]) => (hasFlag(option) ? [flagOf(name)] : []))
  const meant = nearest(flag, [...flags, '--help'])
  const help = `trtc-call ${name} --help lists its options${argument !== undefined ? '; what begins with a dash goes after --' : ''}`
  return new UsageError(`there is no option ${quoteName(flag)}`, meant === undefined ? help : `did you mean ${meant}?`)
}

function argumentOf(words: readonly string[], command: Command, flags: ParsedArgv['flags']): string {
  const { argument, path } = command
  const [first = '', second] = words
  const extra = argument === undefined ? words[0] : second
  const name = path.join(' ')
  if (extra !== undefined) {
    const hint = suggestFlags(argument === undefined ? words : words.slice(1), command, flags)
    throw new UsageError(`${quoteValue(extra)} is one word too many for trtc-call ${name}`, hint)
  }
  // An empty word comes from a variable of the shell that is not set.
  if (argument !== undefined && first === '' && (argument.required || words.length > 0)) {
    const problem = words.length > 0 ? 'empty' : 'missing'
    throw new UsageError(`${argument.name} is ${problem}`, `trtc-call ${name} ${argument.name}: ${argument.summary}`)
  }
  return first
}

/** The required options that the words were probably meant for: `--robot robot --callee jack`. */
function suggestFlags(words: readonly string[], { path, options }: Command, flags: ParsedArgv['flags']): string {
  const name = path.join(' ')
  if (words[0] === 'help') return `did you mean: trtc-call ${name} --help?`
  const missing = Object.entries(options).filter(
    ([option, { kind, ...rest }]) => kind === 'text' && 'required' in rest && !flags.has(option),
  )
  const meant = missing.slice(0, words.length).map(([option], index) => `${flagOf(option)} ${shownWord(words[index])}`)
  return meant.length === 0 ? `trtc-call ${name} --help lists its options` : `did you mean: ${meant.join(' ')}?`
}

/** A word that is not simple may need quotation marks, and may be a key. */
function shownWord(word = ''): string {
  return /^[\w.-]{1,24}$/.test(word) ? word : '…'
}

/** @throws UsageError if more than one value would be read from stdin. */
function assertOneReader({ options, argument }: Command, { flags, argument: word }: ParsedArgv): void {
  const ofFlags = [...flags].flatMap(([name, values]) =>
    readsStdin(options[name]) ? values.filter(isStdin).map(() => flagOf(name)) : [],
  )
  const isWord = argument?.stdin !== undefined && (isStdin(word) || (word === '' && argument.stdin === 'default'))
  const readers = isWord ? [...ofFlags, argument.name] : ofFlags
  if (readers.length < 2) return
  const hint = isWord && word === '' ? `${argument.name} comes from stdin if it is left out` : ''
  throw new UsageError(`stdin can be read once, and ${readers.join(' and ')} would read it`, hint)
}

function isStdin(value: string): boolean {
  return value === '-' || value === '@/dev/stdin'
}

function readsStdin(option: Option | undefined): boolean {
  return option?.kind === 'secret' || (option?.kind === 'text' && option.source === true)
}

/** @throws UsageError for two options that exclude each other. */
function assertExclusive({ options }: Command, flags: ParsedArgv['flags']): void {
  for (const name of flags.keys()) {
    const other = options[name]?.excludes?.find((excluded) => flags.has(excluded))
    if (other === undefined) continue
    throw new UsageError(`${flagOf(name)} and ${flagOf(other)} exclude each other`, 'give only one of them')
  }
}

/** Whether several commands begin with these words: none, or the name of a group. */
export function isGroup([first, ...rest]: readonly string[], commands: readonly CommandEntry[]): boolean {
  return first === undefined || (rest.length === 0 && commands.some(({ path }) => path[0] === first))
}

/** Why a command line without a command is wrong. */
export function commandError({ path, options }: Scan, commands: readonly CommandEntry[]): UsageError {
  const unknown = options.find(({ known }) => known === undefined)
  const typed = path.slice(0, unknown?.wordsBefore)
  // The path goes on with the values of the unknown options.
  if (!isGroup(typed, commands)) return unknownCommand(typed, commands)
  if (unknown !== undefined) {
    const meant = nearest(unknown.flag, [...globalFlags, '--help', '--version'])
    const rest = `before the command, only ${globalFlags.join(', ')} are allowed`
    const hint = meant === undefined ? rest : `did you mean ${meant}?`
    return new UsageError(`there is no option ${quoteName(unknown.flag)} before a command`, hint)
  }
  const lacksValue = options.find(({ known, value }) => known?.option.kind !== 'flag' && value === undefined)
  if (lacksValue !== undefined) return new UsageError(`${lacksValue.flag} needs a value`)
  return new UsageError('the command is missing', 'trtc-call --help lists the commands')
}

function unknownCommand([first = '', second = '']: readonly string[], commands: readonly CommandEntry[]): UsageError {
  const names = commands.map(({ path }) => path.join(' '))
  const meant = nearest(`${first} ${second}`.trim(), names) ?? nearest(first, names)
  const group = names.filter((name) => name.startsWith(`${first} `))
  const typed = group.length > 0 ? `${first} ${second}` : first
  const hint = first === 'version' ? '--version' : (meant ?? (group.length > 0 ? group.join(', ') : undefined))
  return new UsageError(
    `there is no command ${quoteName(typed)}`,
    hint === undefined ? 'trtc-call --help lists the commands' : `did you mean: ${hint}?`,
  )
}
