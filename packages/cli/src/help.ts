import { bothOptions, confirmOptions } from './client/access-options.ts'
import type { Command, CommandEntry } from './command.ts'
import { exitCodeMeanings } from './errors.ts'
import { flagOf, isRepeatable, type Option, type Options } from './options.ts'
import { withProgramName } from './program.ts'
import { isInMilliseconds } from './read-value.ts'
import { globalOptions, hasFlag } from './scan-argv.ts'
import { twoColumns } from './terminal.ts'

/** The widest line. Help is printed as it is written, whatever the terminal's width. */
const width = 100
const summaryColumn = 31

/** Options that most commands share. They are explained once, in the help of the program. */
const accessOptions = Object.fromEntries(
  Object.entries<Option>({ ...bothOptions, ...confirmOptions }).filter(([name]) => !(name in globalOptions)),
)

/** The help of the program, or of the commands that begin with the same word. */
export function groupHelp(group: readonly string[], commands: readonly CommandEntry[], program = 'trtc-call'): string {
  const shown = commands.filter(({ path }) => group.every((word, index) => path[index] === word))
  const rows = shown
    .map(({ path, argument, summary }) => twoColumns(`${path.join(' ')} ${argument}`, summary, summaryColumn))
    .join('\n')
  const parts = group.length > 0 ? [`trtc-call ${group.join(' ')}`, rows, more] : programParts(rows)
  return withProgramName(`${parts.join('\n\n')}\n`, program)
}

const more = 'trtc-call COMMAND --help explains a command; trtc-call --version prints the version.'

function programParts(rows: string): string[] {
  return [
    'Ring people over Tencent RTC and play them a stream.',
    'Usage: trtc-call COMMAND [OPTIONS]',
    rows,
    'Without an account, everything on this machine:\n  trtc-call demo\n  trtc-call demo --group',
    `Global options, before or after a command that takes them:\n${optionRows(globalOptions)}`,
    `Credentials and endpoints, for the commands that use them:\n${optionRows(accessOptions)}`,
    `From the environment or a profile only:\n${variableRows(accessOptions)}`,
    more,
    `Results go to stdout (one JSON document with --json), progress and diagnostics to stderr.

Exit codes:
${exitCodeMeanings.map(([code, meaning]) => twoColumns(String(code), meaning, 7)).join('\n')}`,
  ]
}

/** The help of a command. Shared options are listed by their names only. */
export function commandHelp(command: Command, program = 'trtc-call'): string {
  const { path, details, argument, options, examples } = command
  const name = `trtc-call ${path.join(' ')}`
  const word = argument === undefined ? '' : argument.required ? ` ${argument.name}` : ` [${argument.name}]`
  const shared = { ...globalOptions, ...accessOptions }
  const own = Object.fromEntries(Object.entries(options).filter(([name, option]) => shared[name] !== option))
  const flags = Object.entries(options).flatMap(([name, option]) =>
    shared[name] === option && hasFlag(option) ? [flagOf(name)] : [],
  )
  const [ownRows, ownVariables] = [optionRows(own), variableRows(own)]
  const parts = [
    `${name}: ${command.summary}`,
    `Usage: ${name}${word} [OPTIONS]`,
    ...(details === undefined ? [] : [details]),
    ...(argument === undefined ? [] : [twoColumns(argument.name, argument.summary, argument.name.length + 4)]),
    ...(ownRows === '' ? [] : [`Options:\n${ownRows}`]),
    ...(ownVariables === '' ? [] : [`From the environment only:\n${ownVariables}`]),
    `Examples:\n${examples.map((example) => `  ${example}`).join('\n')}`,
    `${wrap(`Also ${flags.join(', ')}`, width).join('\n')};\ntrtc-call --help explains them.`,
  ]
  return withProgramName(`${parts.join('\n\n')}\n`, program)
}

function optionRows(options: Options): string {
  const shown = Object.entries(options).filter(([, option]) => hasFlag(option))
  return shown.map(([name, option]) => twoColumns(syntaxOf(name, option), describe(option), summaryColumn)).join('\n')
}

function variableRows(options: Options): string {
  const variables = Object.values(options).filter((option) => !hasFlag(option))
  return variables.map(({ env, summary }) => twoColumns(env?.[0] ?? '', summary, summaryColumn)).join('\n')
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + 1 + word.length > columns) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

function syntaxOf(name: string, option: Option): string {
  const flag = flagOf(name)
  switch (option.kind) {
    case 'flag':
      return flag
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

/** The summary and, in brackets, how the value can be given; on a line of their own if they do not fit. Long summaries are wrapped. */
function describe(option: Option): string {
  const notes: string[] = []
  if (option.kind === 'text' && option.required) notes.push('required')
  if (isRepeatable(option)) notes.push('repeatable')
  if (option.kind === 'text' && option.source) notes.push('@FILE, or - for stdin')
  if (option.env !== undefined)
    notes.push(`env ${option.env.join(', ')}${option.env.some(isInMilliseconds) ? ', in milliseconds' : ''}`)
  const columns = width - summaryColumn
  const lines = wrap(option.summary, columns)
  if (notes.length > 0) {
    const note = `[${notes.join('; ')}]`
    const end = `${lines.at(-1)} ${note}`
    if (end.length <= columns) lines[lines.length - 1] = end
    else lines.push(note)
  }
  return lines.join(`\n${' '.repeat(summaryColumn)}`)
}
