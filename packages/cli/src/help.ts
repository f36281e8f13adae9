import { globalFlags } from './args/leading-options.ts'
import type { Command, CommandEntry } from './command.ts'
import { exitCodeMeanings } from './exit-code.ts'
import { withInvocation } from './invocation.ts'
import { flagOf, type Option } from './option.ts'
import { beside, wrap } from './wrap.ts'

/** Who reads it: where lines end, and how the program is started. */
interface Reader {
  readonly width?: number
  readonly program?: string
}

/** Of the program, or of the commands that begin with the same word. */
export function groupHelp(group: readonly string[], commands: readonly CommandEntry[], reader: Reader = {}): string {
  const { row, say } = layoutFor(reader)
  const shown = commands.filter(({ path }) => group.every((word, index) => path[index] === word))
  const rows = shown.map(({ path, argument = '', summary }) => row(`${path.join(' ')} ${argument}`, summary))
  if (group.length > 0) return `${say(`trtc-call ${group.join(' ')}`)}\n\n${rows.join('\n')}\n\n${say(more)}\n`
  return `${say('Have a server ring people over Tencent RTC and play them a stream.')}

${say('Usage: trtc-call COMMAND [options]')}

${rows.join('\n')}

Without an account, everything on this machine:
${say('  trtc-call demo\n  trtc-call demo --group')}

${say(more)}
${say(`${globalFlags.join(', ')} may also stand before the command.`)}

${say('stdout is data, one JSON document with --json; stderr is talk. Exit codes:')}
${exitCodeMeanings.map(([code, meaning]) => row(String(code), meaning, 9)).join('\n')}
`
}

export function commandHelp(command: Command, reader: Reader = {}): string {
  const { row, say } = layoutFor(reader)
  const { path, details, argument, options, examples } = command
  const name = `trtc-call ${path.join(' ')}`
  const word = argument === undefined ? '' : argument.required ? ` ${argument.name}` : ` [${argument.name}]`
  const shown = Object.entries(options).filter(([, option]) => option.kind !== 'secret' || option.flag)
  const variables = Object.values(options).filter((option) => option.kind === 'secret' && !option.flag)
  const listed = (head: string, some: readonly Option[]): string[] =>
    some.length === 0 ? [] : [[head, ...some.map(({ env, summary }) => row(env?.[0] ?? '', summary))].join('\n')]
  const parts = [
    say(`${name}: ${command.summary}`),
    say(`Usage: ${name}${word} [options]`),
    ...(details === undefined ? [] : [say(details)]),
    ...(argument === undefined ? [] : [row(argument.name, argument.summary)]),
    `Options:\n${shown.map(([option, about]) => row(syntaxOf(option, about), notesOf(about))).join('\n')}`,
    ...listed(
      'From the environment or a profile:',
      variables.filter(({ profile }) => profile),
    ),
    ...listed(
      'Only from the environment:',
      variables.filter(({ profile }) => !profile),
    ),
    `Examples:\n${say(examples.map((example) => `  ${example}`).join('\n'))}`,
  ]
  return `${parts.join('\n\n')}\n`
}

const more = 'trtc-call COMMAND --help tells everything about a command; trtc-call --version the version.'

interface Layout {
  /** A word, and what is said of it, which begins at the column. */
  row(left: string, right: string, column?: number): string
  say(text: string): string
}

function layoutFor({ width = 120, program = 'trtc-call' }: Reader): Layout {
  // A narrow terminal needs its columns for what is said.
  const side = Math.min(31, Math.floor(width * 0.4))
  const said = (text: string): string => withInvocation(text, program)
  return {
    row: (left, right, column = side) => beside(`  ${left.trimEnd()}`, said(right), column, width),
    say: (text) => wrap(said(text), width),
  }
}

function syntaxOf(name: string, option: Option): string {
  const flag = flagOf(name)
  switch (option.kind) {
    case 'flag':
      return option.inline === undefined ? flag : `${flag}[=${option.inline.join('|')}]`
    case 'secret':
      return `${flag} -`
    case 'choice':
      return `${flag} ${option.choices.join('|')}`
    case 'duration':
      return `${flag} ${option.value ?? (option.or === undefined ? 'DURATION' : `DURATION|${option.or}`)}`
    default:
      return `${flag} ${option.value}`
  }
}

function notesOf(option: Option): string {
  const notes: string[] = []
  if (option.kind === 'text' && option.required) notes.push('required')
  if (option.kind === 'text' && option.repeatable) notes.push('can be repeated')
  if (option.kind === 'text' && option.source) notes.push('@FILE reads a file, - reads stdin')
  if (option.env !== undefined) notes.push(`else ${option.env.join(', ')}`)
  return notes.length === 0 ? option.summary : `${option.summary} (${notes.join('; ')})`
}
