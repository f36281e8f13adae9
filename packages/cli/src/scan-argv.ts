import { requestOptions } from './client/access-options.ts'
import { type Command, type CommandEntry, loadCommand } from './command.ts'
import { flagOf, type Option, type Options } from './options.ts'

const { profile, json, verbose, dryRun, curl, timeout, endpoint } = requestOptions

/** The options that mean the same in every command. They may also stand before the command. */
export const globalOptions: Options = { profile, json, verbose, dryRun, curl, timeout, endpoint }

export const globalFlags: readonly string[] = Object.keys(globalOptions).map(flagOf)

export interface NamedOption {
  readonly name: string
  readonly option: Option
}

/** An option as it was typed: `--media audio`, `--media=audio`, `--json`, `-h`. */
interface TypedOption {
  readonly flag: string
  /** Undefined if there is no such option, or only in the environment. */
  readonly known: NamedOption | undefined
  readonly value: string | undefined
  readonly isInline: boolean
  /** How many words of the command stand before it. */
  readonly wordsBefore: number
}

/** A command line that has been split, but not checked. */
export interface Scan {
  /** The words before the options of the command, without `help`: `['call', 'start']`. */
  readonly path: readonly string[]
  readonly command: Command | undefined
  readonly options: readonly TypedOption[]
  /** What comes after the command and is not an option. */
  readonly words: readonly string[]
  /** `help`, `--help` or `-h` was typed. */
  readonly wantsHelp: boolean
  readonly wantsVersion: boolean
  /** The line began with the word `help`. */
  readonly isHelpCommand: boolean
  /** `--` was typed, so that what follows is no option. */
  readonly afterDashes: boolean
}

/**
 * Splits a command line in one pass, left to right. Global options may stand anywhere, those of a command after its name. Never
 * throws: the line may be incomplete, because completion uses this as well.
 */
export async function scanArgv(argv: readonly string[], commands: readonly CommandEntry[]): Promise<Scan> {
  const path: string[] = []
  const words: string[] = []
  const options: TypedOption[] = []
  const questions = new Set<string>()
  let command: Command | undefined
  let at = 0
  for (let word = argv[at]; word !== undefined && word !== '--'; word = argv[++at]) {
    if (isOption(word)) {
      const typed = readOption(word, argv[at + 1], command?.options ?? globalOptions, path.length)
      if (typed.value !== undefined && !typed.isInline) at += 1
      if (isQuestion(word, command)) questions.add(word)
      else options.push(typed)
    } else if (command !== undefined) words.push(word)
    else if (word === 'help' && path.length === 0) questions.add(word)
    else {
      path.push(word)
      const entry = commands.find((candidate) => candidate.path.join(' ') === path.join(' '))
      if (entry !== undefined) command = await loadCommand(entry)
    }
  }
  words.push(...argv.slice(at + 1))
  return {
    ...{ path, command, options, words },
    wantsHelp: questions.has('--help') || questions.has('-h') || questions.has('help'),
    wantsVersion: questions.has('--version') || questions.has('-v'),
    isHelpCommand: questions.has('help'),
    afterDashes: at < argv.length,
  }
}

function isOption(word: string): boolean {
  return word.length > 1 && word.startsWith('-')
}

function isQuestion(word: string, command: Command | undefined): boolean {
  return word === '--help' || word === '-h' || (command === undefined && (word === '--version' || word === '-v'))
}

function readOption(word: string, next: string | undefined, options: Options, wordsBefore: number): TypedOption {
  const [flag = ''] = word.split('=', 1)
  const known = findOption(flag, options)
  if (flag !== word) return { flag, known, value: word.slice(flag.length + 1), isInline: true, wordsBefore }
  const takesNext = known !== undefined && known.option.kind !== 'flag' && next !== undefined && !isOption(next)
  return { flag, known, value: takesNext ? next : undefined, isInline: false, wordsBefore }
}

/** By its flag. A secret may have none. */
export function findOption(flag: string, options: Options): NamedOption | undefined {
  const found = Object.entries(options).find(([name]) => flagOf(name) === flag)
  if (found === undefined || !hasFlag(found[1])) return undefined
  return { name: found[0], option: found[1] }
}

export function hasFlag(option: Option): boolean {
  return option.kind !== 'secret' || option.flag
}
