import { globalFlags, type Line, leadingOptions } from '../args/leading-options.ts'
import { requestOptions } from '../client/access-options.ts'
import { type Command, loadCommand } from '../command.ts'
import { commands } from '../commands/index.ts'
import type { Io } from '../io.ts'
import { flagOf, type Option, type Options } from '../option.ts'
import { listProfileNames } from '../profile/profiles-file.ts'
import { findOption, type NamedOption, readGiven } from './read-given.ts'
import { splitLine } from './split-line.ts'

/** A word that can come next, and what it means. */
interface Candidate {
  readonly word: string
  readonly summary: string
}

/** What can come next. */
export interface Completion {
  readonly candidates: readonly Candidate[]
  /** The name of a file can, after these letters of the word that is being typed: `''`, `@`, `--body=@`. */
  readonly fileAfter?: string
}

const none: Completion = { candidates: [] }

/**
 * What can be typed next, from the table of commands.
 *
 * @param line The command line up to the cursor, the program's name first.
 */
export async function complete(line: string, io: Io): Promise<Completion> {
  const { words, current } = splitLine(line)
  const found = await whatFits(words, current, io)
  return { ...found, candidates: found.candidates.filter(({ word }) => word.startsWith(current) && isPlain(word)) }
}

async function whatFits(typed: readonly string[], current: string, io: Io): Promise<Completion> {
  const begun = beginningOf(typed)
  if ('awaiting' in begun) return begun.awaiting === undefined ? none : valuesOf(begun.awaiting, current, '', io)
  const { leading, words } = begun
  const entry = commands.find(({ path }) => path.every((word, index) => words[index] === word))
  if (entry !== undefined) {
    return inCommand(await loadCommand(entry), [...leading, ...words.slice(entry.path.length)], current, io)
  }
  const inline = words.length > 0 ? undefined : inlineOption(current, globalOptions)
  if (inline !== undefined) return valuesOf(inline, current, inline.flag, io)
  const globals = words.length > 0 || !current.startsWith('-') ? [] : flagsOf(globalOptions, [])
  return { candidates: [...globals, ...nextWords(words)] }
}

/** Before the command stand only options that every command has; the last one may lack its value yet. */
function beginningOf(words: readonly string[]): Line | { readonly awaiting: NamedOption | undefined } {
  try {
    return leadingOptions(words)
  } catch {
    return { awaiting: readGiven(words, globalOptions).awaiting }
  }
}

const globalOptions: Options = Object.fromEntries(
  Object.entries<Option>(requestOptions).filter(([name]) => globalFlags.includes(flagOf(name))),
)

/** No shell has to quote it. A profile's name can be anything where somebody has edited the file. */
function isPlain(word: string): boolean {
  return /^[\w@.=-]+$/.test(word)
}

function nextWords(typed: readonly string[]): Candidate[] {
  const asksHelp = typed[0] === 'help'
  const words = asksHelp ? typed.slice(1) : typed
  const begun = commands.filter(({ path }) => words.every((word, index) => path[index] === word))
  const found = new Map<string, string[]>()
  for (const { path, summary } of begun) {
    const next = path[words.length]
    const after = path[words.length + 1]
    if (next !== undefined) found.set(next, [...(found.get(next) ?? []), after ?? summary])
  }
  if (found.size === 0 || asksHelp) return named([...found])
  if (typed.length > 0) return named([...found, ['--help', ['tells what there is']]])
  return named([...found, ['help', ['everything about a command']], ['--version', ['tells the version']]])
}

function named(found: readonly (readonly [word: string, summaries: readonly string[]])[]): Candidate[] {
  return found.map(([word, summaries]) => ({ word, summary: summaries.join(', ') }))
}

async function inCommand(
  { options, argument }: Command,
  typed: readonly string[],
  current: string,
  io: Io,
): Promise<Completion> {
  const given = readGiven(typed, options)
  if (given.awaiting !== undefined) return valuesOf(given.awaiting, current, '', io)
  const inline = given.afterDashes ? undefined : inlineOption(current, options)
  if (inline !== undefined) return valuesOf(inline, current, inline.flag, io)
  const flags = given.afterDashes ? [] : flagsOf(options, given.options)
  if (argument === undefined || given.arguments > 0 || current.startsWith('-')) return { candidates: flags }
  if (argument.name.endsWith('FILE')) return { candidates: [], fileAfter: '' }
  if (current.startsWith('@') && argument.summary.includes('@FILE')) return { candidates: [], fileAfter: '@' }
  return { candidates: [...plain((await argument.candidates?.(io)) ?? []), ...flags] }
}

/** The option of `--media=au`, and `--media=`. */
function inlineOption(word: string, options: Options): (NamedOption & { readonly flag: string }) | undefined {
  const [flag] = /^--[^=]+=/.exec(word) ?? []
  const found = flag === undefined ? undefined : findOption(word, options)
  return flag === undefined || found === undefined ? undefined : { ...found, flag }
}

async function valuesOf({ name, option }: NamedOption, current: string, inline: string, io: Io): Promise<Completion> {
  const words = await wordsFor(name, option, io)
  if (words.length > 0) return { candidates: plain(words.map((word) => `${inline}${word}`)) }
  if (option.kind !== 'text') return none
  if (option.value === 'FILE') return { candidates: [], fileAfter: inline }
  const takesFile = option.source === true && current.startsWith(`${inline}@`)
  return takesFile ? { candidates: [], fileAfter: `${inline}@` } : none
}

async function wordsFor(name: string, option: Option, io: Io): Promise<readonly string[]> {
  if (option.kind === 'choice') return option.choices
  if (option.kind === 'flag') return option.inline ?? []
  if (option.kind === 'secret') return ['-']
  if (option.kind === 'integer' || option.kind === 'duration') return option.or === undefined ? [] : [option.or]
  if (name === 'profile') return listProfileNames(io)
  // `on|off`: what stands for the value in the help is the value.
  return /^[a-z|-]+$/.test(option.value) ? option.value.split('|') : []
}

function flagsOf(options: Command['options'], given: readonly string[]): Candidate[] {
  const excluded = given.flatMap((name) => {
    const option = options[name]
    return [
      ...(option?.excludes ?? []),
      ...(option?.kind === 'text' && option.repeatable ? [] : [name]),
      ...Object.keys(options).filter((other) => options[other]?.excludes?.includes(name)),
    ]
  })
  const usable = Object.entries(options).filter(([name, option]) => {
    return !excluded.includes(name) && (option.kind !== 'secret' || option.flag)
  })
  return [
    ...usable.map(([name, { summary }]) => ({ word: flagOf(name), summary })),
    { word: '--help', summary: 'everything about the command' },
  ]
}

function plain(words: readonly string[]): Candidate[] {
  return words.map((word) => ({ word, summary: '' }))
}
