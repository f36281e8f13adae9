import type { Command, CommandEntry } from './command.ts'
import { exitCodeMeanings } from './exit-code.ts'
import { flagOf, type Option } from './option.ts'

/** Of the program, or of the commands that begin with the same word. */
export function groupHelp(group: readonly string[], commands: readonly CommandEntry[]): string {
  const shown = commands.filter(({ path }) => group.every((word, index) => path[index] === word))
  const rows = shown.map(({ path, argument = '', summary }) => row(`${path.join(' ')} ${argument}`, summary))
  if (group.length > 0) return `trtc-call ${group.join(' ')}\n\n${rows.join('\n')}\n\n${more}\n`
  return `Have a server ring people over Tencent RTC and play them a stream.

Usage: trtc-call COMMAND [options]

${rows.join('\n')}

Without an account, everything on this machine:
  trtc-call demo
  trtc-call demo --group

${more}

stdout is data, one JSON document with --json; stderr is talk. Exit codes:
${exitCodeMeanings.map(([code, meaning]) => row(String(code), meaning, 5)).join('\n')}
`
}

export function commandHelp({ path, summary, details, argument, options, examples }: Command): string {
  const name = `trtc-call ${path.join(' ')}`
  const word = argument === undefined ? '' : argument.required ? ` ${argument.name}` : ` [${argument.name}]`
  const shown = Object.entries(options).filter(([, option]) => option.kind !== 'secret' || option.flag)
  const variables = Object.entries(options).filter(([, option]) => option.kind === 'secret' && !option.flag)
  return [
    `${name}: ${summary}`,
    `Usage: ${name}${word} [options]`,
    ...(details === undefined ? [] : [details]),
    ...(argument === undefined ? [] : [row(argument.name, argument.summary)]),
    `Options:\n${shown.map(([option, about]) => row(syntaxOf(option, about), notesOf(about))).join('\n')}`,
    ...(variables.length === 0
      ? []
      : [
          `Only from the environment:\n${variables.map(([, about]) => row(about.env?.[0] ?? '', about.summary)).join('\n')}`,
        ]),
    `Examples:\n${examples.map((example) => `  ${example}`).join('\n')}`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n')
}

const more = 'trtc-call COMMAND --help tells everything about a command; trtc-call --version the version.'
const leftWidth = 27

function row(left: string, right: string, width = leftWidth): string {
  return left.length > width ? `  ${left}\n  ${' '.repeat(width)}  ${right}` : `  ${left.padEnd(width)}  ${right}`
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
