import type { CommandEntry } from '../command.ts'
import { UsageError } from '../errors.ts'
import { nearest } from '../nearest.ts'
import { quoteName } from '../quote.ts'

/** What the first words of a command line mean: a command, or all commands that begin so, for their help. */
export type Found =
  | { readonly entry: CommandEntry; readonly rest: readonly string[] }
  | { readonly group: readonly string[]; readonly rest: readonly string[] }

/** @throws UsageError when no command begins like this. */
export function findCommand(argv: readonly string[], commands: readonly CommandEntry[]): Found {
  const words = argv.slice(0, firstFlag(argv))
  const entry = commands.find(({ path }) => path.every((word, index) => words[index] === word))
  if (entry !== undefined) return { entry, rest: argv.slice(entry.path.length) }
  const [first] = words
  if (first === undefined) return { group: [], rest: argv }
  const inGroup = commands.filter(({ path }) => path[0] === first)
  if (inGroup.length > 0 && words.length === 1) return { group: [first], rest: argv.slice(1) }
  throw unknownCommand(words, commands)
}

function unknownCommand(words: readonly string[], commands: readonly CommandEntry[]): UsageError {
  const names = commands.map(({ path }) => path.join(' '))
  const [first = '', second = ''] = words
  const meant = nearest(`${first} ${second}`.trim(), names) ?? nearest(first, names)
  const group = names.filter((name) => name.startsWith(`${first} `))
  const asked = group.length > 0 ? `${first} ${second}` : first
  const hint = meant ?? (group.length > 0 ? group.join(', ') : undefined)
  return new UsageError(
    `there is no command ${quoteName(asked)}`,
    hint === undefined ? 'trtc-call --help lists the commands' : `did you mean: ${hint}?`,
  )
}

function firstFlag(argv: readonly string[]): number {
  const index = argv.findIndex((word) => word.startsWith('-'))
  return index < 0 ? argv.length : index
}
