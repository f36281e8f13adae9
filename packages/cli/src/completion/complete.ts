import { commands } from '../commands/index.ts'
import type { Io } from '../io.ts'
import { flagOf, isRepeatable, type Options } from '../options.ts'
import { listProfileNames } from '../profile/profiles-file.ts'
import { findOption, globalOptions, hasFlag, type NamedOption, type Scan, scanArgv } from '../scan-argv.ts'
import { splitLine } from './split-line.ts'

/** A word that can come next, and its meaning. */
interface Candidate {
  readonly word: string
  readonly summary: string
}

/** What can come next. */
export interface Completion {
  readonly candidates: readonly Candidate[]
  /** A file name can come next, after these characters of the current word: `''`, `@`, `--body=@`. */
  readonly fileAfter?: string
}

/**
 * Completes a command line from the table of commands.
 *
 * @param line The line up to the cursor, beginning with the program's name.
 */
export async function complete(line: string, io: Io): Promise<Completion> {
  const { words, current } = splitLine(line)
  const found = await completeWord(await scanArgv(words, commands), words.at(-1), current, io)
  return { ...found, candidates: found.candidates.filter(({ word }) => word.startsWith(current) && isPlain(word)) }
}

/** Whether no shell has to quote the word. An edited profiles file can contain any name. */
function isPlain(word: string): boolean {
  return /^[\w@.=-]+$/.test(word)
}

async function completeWord(scan: Scan, previous: string | undefined, current: string, io: Io): Promise<Completion> {
  const options = scan.command?.options ?? globalOptions
  if (!scan.afterDashes) {
    const waiting = previous === undefined ? undefined : findOption(previous, options)
    const isTyped = scan.options.at(-1)?.flag === previous && scan.options.at(-1)?.value === undefined
    if (waiting !== undefined && isTyped && waiting.option.kind !== 'flag')
      return completeValue(waiting, current, '', io)
    const [inline] = /^--[^=]+=/.exec(current) ?? []
    const begun = inline === undefined ? undefined : findOption(inline.slice(0, -1), options)
    if (inline !== undefined && begun !== undefined) return completeValue(begun, current, inline, io)
  }
  if (scan.command !== undefined) return completeCommand(scan, scan.command, current, io)
  if (scan.options.some(({ known }) => known === undefined)) return { candidates: [] }
  const flags = scan.path.length > 0 || !current.startsWith('-') ? [] : flagCandidates(globalOptions, [])
  return { candidates: [...flags, ...commandCandidates(scan)] }
}

function commandCandidates({ path, isHelpCommand }: Scan): Candidate[] {
  const begun = commands.filter((entry) => path.every((word, index) => entry.path[index] === word))
  const found = new Map<string, string[]>()
  for (const entry of begun) {
    const next = entry.path[path.length]
    const after = entry.path[path.length + 1]
    if (next !== undefined) found.set(next, [...(found.get(next) ?? []), after ?? entry.summary])
  }
  const words = [...found].map(([word, summaries]) => ({ word, summary: summaries.join(', ') }))
  if (words.length === 0 || isHelpCommand) return words
  if (path.length > 0) return [...words, { word: '--help', summary: 'List the commands' }]
  return [...words, { word: 'help', summary: 'Explain a command' }, { word: '--version', summary: 'Print the version' }]
}

async function completeCommand(
  scan: Scan,
  { options, argument }: NonNullable<Scan['command']>,
  current: string,
  io: Io,
): Promise<Completion> {
  const typed = scan.options.flatMap(({ known }) => (known === undefined ? [] : [known.name]))
  const flags = scan.afterDashes ? [] : flagCandidates(options, typed)
  if (argument === undefined || scan.words.length > 0 || current.startsWith('-')) return { candidates: flags }
  if (argument.name.endsWith('FILE')) return { candidates: [], fileAfter: '' }
  if (current.startsWith('@') && argument.summary.includes('@FILE')) return { candidates: [], fileAfter: '@' }
  return { candidates: [...plain((await argument.candidates?.(io)) ?? []), ...flags] }
}

/** @param inline What stands before the value in the current word: `--media=`. */
async function completeValue(named: NamedOption, current: string, inline: string, io: Io): Promise<Completion> {
  const { option } = named
  const values = await valuesOf(named, io)
  if (values.length > 0) return { candidates: plain(values.map((value) => `${inline}${value}`)) }
  if (option.kind !== 'text') return { candidates: [] }
  if (option.value === 'FILE') return { candidates: [], fileAfter: inline }
  const takesFile = option.source === true && current.startsWith(`${inline}@`)
  return takesFile ? { candidates: [], fileAfter: `${inline}@` } : { candidates: [] }
}

async function valuesOf({ name, option }: NamedOption, io: Io): Promise<readonly string[]> {
  switch (option.kind) {
    case 'choice':
      return option.choices
    case 'flag':
      return []
    case 'secret':
      return ['-']
    case 'integer':
    case 'duration':
      return option.or === undefined ? [] : [option.or]
    case 'text':
      if (name === 'profile') return listProfileNames(io)
      // `on|off`: the metavariable lists the values.
      return /^[a-z|-]+$/.test(option.value) ? option.value.split('|') : []
  }
}

/** The options that can still be given. */
function flagCandidates(options: Options, typed: readonly string[]): Candidate[] {
  const excluded = typed.flatMap((name) => {
    const option = options[name]
    return [
      ...(option?.excludes ?? []),
      ...(option !== undefined && isRepeatable(option) ? [] : [name]),
      ...Object.keys(options).filter((other) => options[other]?.excludes?.includes(name)),
    ]
  })
  const usable = Object.entries(options).filter(([name, option]) => !excluded.includes(name) && hasFlag(option))
  const flags = usable.map(([name, { summary }]) => ({ word: flagOf(name), summary }))
  return [...flags, { word: '--help', summary: 'Explain the command' }]
}

function plain(words: readonly string[]): Candidate[] {
  return words.map((word) => ({ word, summary: '' }))
}
