import { flagOf, type Option, type Options } from '../options.ts'

/** What stands on a command line already, after the command's name. */
export interface Given {
  /** Names of options. */
  readonly options: readonly string[]
  /** How many words there are that belong to no option. */
  readonly arguments: number
  /** The option whose value comes next. */
  readonly awaiting?: NamedOption
  /** What comes next begins no option, because `--` has been typed. */
  readonly afterDashes: boolean
}

export interface NamedOption {
  readonly name: string
  readonly option: Option
}

/** Never throws: a line that is being typed need not be right. */
export function readGiven(words: readonly string[], options: Options): Given {
  const names: string[] = []
  let count = 0
  let awaiting: NamedOption | undefined
  for (const [index, word] of words.entries()) {
    const flag = awaiting === undefined ? findOption(word, options) : undefined
    if (awaiting === undefined && word === '--') {
      return { options: names, arguments: count + words.length - index - 1, afterDashes: true }
    }
    if (flag !== undefined) names.push(flag.name)
    if (flag === undefined && awaiting === undefined && !word.startsWith('-')) count += 1
    awaiting = flag !== undefined && flag.option.kind !== 'flag' && !word.includes('=') ? flag : undefined
  }
  return { options: names, arguments: count, afterDashes: false, ...(awaiting === undefined ? {} : { awaiting }) }
}

/** The option that a word is, or begins with: `--media`, `--media=audio`. */
export function findOption(word: string, options: Options): NamedOption | undefined {
  const [flag] = word.split('=', 1)
  const found = Object.entries(options).find(([name]) => flagOf(name) === flag)
  return found === undefined ? undefined : { name: found[0], option: found[1] }
}
