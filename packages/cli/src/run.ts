import { findCommand } from './args/find-command.ts'
import { loadCommand } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes } from './exit-code.ts'
import { failureOf } from './failure.ts'
import { commandHelp, groupHelp } from './help.ts'
import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import { runCommand } from './run-command.ts'
import { showFailure } from './show.ts'
import { UsageError } from './usage-error.ts'
import { readVersion } from './version.ts'

/**
 * The whole program, without the process: reads a command line, does it, gives the exit code. Never throws.
 *
 * @param argv Without the interpreter and the script.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  const own = argv.slice(0, endOfOptions(argv))
  const json = own.includes('--json')
  try {
    if (own[0] === '--version' || own[0] === '-v') return print(io, `${readVersion()}\n`)
    const found = findCommand(argv[0] === 'help' ? argv.slice(1) : argv, commands)
    const wantsHelp = own.includes('--help') || own.includes('-h') || argv[0] === 'help'
    if ('entry' in found) {
      const command = await loadCommand(found.entry)
      if (wantsHelp) return print(io, commandHelp(command))
      return await runCommand(command, found.rest, io, json)
    }
    const help = groupHelp(found.group, commands)
    if (wantsHelp) return print(io, help)
    if (json) throw new UsageError('the command is missing', 'trtc-call --help lists the commands')
    io.stderr.write(withInvocation(help, io.program))
    return exitCodes.usage
  } catch (error) {
    return showFailure(failureOf(error), io, json)
  }
}

function print(io: Io, text: string): number {
  io.stdout.write(withInvocation(text, io.program))
  return 0
}

function endOfOptions(argv: readonly string[]): number {
  const index = argv.indexOf('--')
  return index < 0 ? argv.length : index
}
