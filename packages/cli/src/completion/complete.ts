import { type Command, loadCommand } from '../command.ts'
import { commands } from '../commands/index.ts'
import type { Io } from '../io.ts'
import { flagOf, type Option } from '../option.ts'
import { profileCandidates } from '../profile/profile-candidates.ts'

/** A word that can come next, and what it means. */
export interface Candidate {
  readonly word: string
  readonly summary: string
}

/**
 * What can be typed next, from the table of commands.
 *
 * @param line The command line up to the cursor, the program's name first.
 */
export async function complete(line: string, io: Io): Promise<readonly Candidate[]> {
  const words = line.trimStart().split(/\s+/).slice(1)
  const current = words.pop() ?? ''
  const entry = commands.find(({ path }) => path.every((word, index) => words[index] === word))
  const all =
    entry === undefined
      ? nextWords(words)
      : await inCommand(await loadCommand(entry), words.slice(entry.path.length), current, io)
  return all.filter(({ word }) => word.startsWith(current))
}

function nextWords(words: readonly string[]): Candidate[] {
  const begun = commands.filter(({ path }) => words.every((word, index) => path[index] === word))
  const found = new Map<string, string>()
  for (const { path, summary } of begun) {
    const next = path[words.length]
    if (next !== undefined) found.set(next, found.has(next) || path.length > words.length + 1 ? '' : summary)
  }
  const own = words.length === 0 ? ['--help', '--version'] : ['--help']
  return [...found, ...own.map((word) => [word, ''] as const)].map(([word, summary]) => ({ word, summary }))
}

async function inCommand(
  { options, argument }: Command,
  given: readonly string[],
  current: string,
  io: Io,
): Promise<readonly Candidate[]> {
  const previous = Object.entries(options).find(([name]) => flagOf(name) === given.at(-1))
  if (previous !== undefined && previous[1].kind !== 'flag') return valuesOf(previous[0], previous[1], io)
  if (current.startsWith('-') || argument?.candidates === undefined) return flagsOf(options, given)
  return [...plain(await argument.candidates(io)), ...flagsOf(options, given)]
}

async function valuesOf(name: string, option: Option, io: Io): Promise<readonly Candidate[]> {
  if (option.kind === 'choice') return plain(option.choices)
  if (option.kind === 'secret') return plain(['-'])
  return name === 'profile' ? plain(await profileCandidates(io)) : []
}

function flagsOf(options: Command['options'], given: readonly string[]): Candidate[] {
  const taken = Object.entries(options).filter(([name]) => given.includes(flagOf(name)))
  const excluded = taken.flatMap(([name, option]) => [
    ...(option.excludes ?? []),
    ...(option.kind === 'text' && option.repeatable ? [] : [name]),
    ...Object.keys(options).filter((other) => options[other]?.excludes?.includes(name)),
  ])
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
