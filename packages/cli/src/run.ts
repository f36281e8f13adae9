import { findCommand } from './args/find-command.ts'
import { readArgv } from './args/read-argv.ts'
import { readOptions } from './args/read-options.ts'
import { nobodyListens } from './client/nobody-listens.ts'
import { liveWarning, rehearsalFor, rehearsalResult } from './client/rehearsal.ts'
import type { Command, Context } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes } from './exit-code.ts'
import { failureOf, interruption } from './failure.ts'
import { commandHelp, groupHelp } from './help.ts'
import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import { assertSecureHosts } from './profile/assert-secure-hosts.ts'
import { chooseProfile } from './profile/choose-profile.ts'
import { profileValues } from './profile/profile-values.ts'
import type { Result } from './result.ts'
import { styleFor } from './style.ts'
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
    if ('command' in found) {
      if (wantsHelp) return print(io, commandHelp(found.command))
      return await runCommand(found.command, found.rest, io, json)
    }
    const help = groupHelp(found.group, commands)
    if (wantsHelp) return print(io, help)
    if (json) throw new UsageError('the command is missing', 'trtc-call --help lists the commands')
    io.stderr.write(withInvocation(help, io.program))
    return exitCodes.usage
  } catch (error) {
    return fail(failureOf(error), io, json)
  }
}

async function runCommand(command: Command, argv: readonly string[], io: Io, json: boolean): Promise<number> {
  const raw = readArgv(argv, command)
  const profile = await chooseProfile(command, raw, io)
  const { values: options, origins } = await readOptions(command, raw, io, profileValues(profile, command, io))
  assertSecureHosts(profile, options)
  const stopping = new AbortController()
  const stopListening = io.onSignal((signal) => stopping.abort(new Error(signal)))
  const rehearsal = rehearsalFor(options)
  const context: Context = {
    options: options as Context['options'],
    argument: raw.argument,
    io,
    origins,
    profile,
    signal: stopping.signal,
    rehearsal,
    say: (line) => io.stderr.write(`${withInvocation(line, io.program)}\n`),
    show: (result) => show(result, io, json),
  }
  try {
    const result = await command.run(context)
    const shown = rehearsal === undefined ? result : rehearsalResult(rehearsal)
    if (rehearsal?.form === 'live') context.say(liveWarning)
    if (shown !== undefined) show(shown, io, json)
    return shown?.exitCode ?? 0
  } catch (error) {
    const isOurs = stopping.signal.aborted && error === stopping.signal.reason
    const failure = isOurs ? interruption() : failureOf(error)
    const advice = nobodyListens(error, options.endpoint)
    return fail(advice === undefined ? failure : { ...failure, text: `${failure.text}\n  ${advice}` }, io, json)
  } finally {
    stopListening()
  }
}

function show({ document, text }: Result, io: Io, json: boolean): void {
  io.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : text === '' ? '' : `${text}\n`)
}

function fail({ document, text, exitCode }: Required<Result>, io: Io, json: boolean): number {
  const { bad } = styleFor(io)
  io.stderr.write(`${bad('trtc-call:')} ${withInvocation(text, io.program)}\n`)
  if (json) io.stdout.write(`${JSON.stringify(document, null, 2)}\n`)
  return exitCode
}

function print(io: Io, text: string): number {
  io.stdout.write(withInvocation(text, io.program))
  return 0
}

function endOfOptions(argv: readonly string[]): number {
  const index = argv.indexOf('--')
  return index < 0 ? argv.length : index
}
