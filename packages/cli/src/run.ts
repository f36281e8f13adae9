import { findCommand } from './args/find-command.ts'
import { leadingOptions } from './args/leading-options.ts'
import { loadCommand } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes, UsageError } from './errors.ts'
import { toFailure } from './failure.ts'
import { commandHelp, groupHelp } from './help.ts'
import type { Io } from './io.ts'
import { runCommand } from './run-command.ts'
import { printFailure } from './terminal.ts'
import { readVersion } from './version.ts'
import { widthOf } from './wrap.ts'

/**
 * The whole program, without the process: reads a command line, does it, gives the exit code. Never throws.
 *
 * @param argv Without the interpreter and the script.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const own = argv.slice(0, endOfOptions(argv))
  const json = own.includes('--json')
  try {
    const { leading, words } = leadingOptions(argv)
    if (leading.includes('--version') || leading.includes('-v')) return print(io, `${await readVersion()}\n`)
    const isQuestion = words[0] === 'help'
    const found = findCommand(isQuestion ? words.slice(1) : words, commands)
    const wantsHelp = own.includes('--help') || own.includes('-h') || isQuestion
    const { program, stdout, stderr } = io
    if ('entry' in found) {
      const command = await loadCommand(found.entry)
      if (wantsHelp) return print(io, commandHelp(command, { width: widthOf(stdout), program }))
      return await runCommand(command, [...leading, ...found.rest], io, json)
    }
    if (wantsHelp) return print(io, groupHelp(found.group, commands, { width: widthOf(stdout), program }))
    if (leading.length > 0 || json)
      throw new UsageError('the command is missing', 'trtc-call --help lists the commands')
    stderr.write(groupHelp(found.group, commands, { width: widthOf(stderr), program }))
    return exitCodes.usage
  } catch (error) {
    return printFailure(toFailure(error), io, json)
  }
}

function print(io: Io, text: string): number {
  io.stdout.write(text)
  return 0
}

function endOfOptions(argv: readonly string[]): number {
  const index = argv.indexOf('--')
  return index < 0 ? argv.length : index
}
