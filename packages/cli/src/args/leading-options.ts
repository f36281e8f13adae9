import { requestOptions } from '../client/access-options.ts'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { flagOf, type Option } from '../options.ts'
import { quoteName } from '../quote.ts'

const { profile, json, dryRun, curl, endpoint, verbose, timeout } = requestOptions

const globals: ReadonlyMap<string, Option> = new Map(
  Object.entries({ profile, json, dryRun, curl, endpoint, verbose, timeout }).map(([name, option]) => [
    flagOf(name),
    option,
  ]),
)

/** Those that mean the same to every command that has them, so that they may stand before its name. */
export const globalFlags: readonly string[] = [...globals.keys()]

const questions = ['--help', '-h', '--version', '-v']

/** A command line, parted where its command begins. */
export interface Line {
  /** Options that stood before the command, each with its value. */
  readonly leading: readonly string[]
  readonly words: readonly string[]
}

/** @throws UsageError for an option that has to stand behind a command, or that there is not. */
export function leadingOptions(argv: readonly string[]): Line {
  let at = 0
  for (let word = argv[0]; word?.startsWith('-') && word !== '--'; word = argv[at]) at += wordsOf(word, argv[at + 1])
  return { leading: argv.slice(0, at), words: argv.slice(at) }
}

/** How many words it is, with its value. */
function wordsOf(word: string, next: string | undefined): 1 | 2 {
  if (questions.includes(word)) return 1
  const [flag = ''] = word.split('=', 1)
  const option = globals.get(flag)
  if (option === undefined) throw unknown(flag)
  if (option.kind === 'flag' || word !== flag) return 1
  if (next === undefined || next.startsWith('-')) throw new UsageError(`${flag} needs a value`)
  return 2
}

function unknown(flag: string): UsageError {
  const meant = nearest(flag, [...globalFlags, ...questions])
  const rest = `before a command may stand ${globalFlags.join(', ')}; all others come after it`
  return new UsageError(
    `there is no option ${quoteName(flag)} before a command`,
    meant === undefined ? rest : `did you mean ${meant}?`,
  )
}
