import { emulatorHint, insecureHostHint } from './client/connection.ts'
import { dryRunFor, dryRunNote, dryRunResult } from './client/dry-run.ts'
import type { Command, Context, Failure } from './command.ts'
import { commands } from './commands/index.ts'
import { exitCodes } from './errors.ts'
import { interruptedFailure, toFailure } from './failure.ts'
import { commandHelp, groupHelp } from './help.ts'
import { InterruptedError, interruptibleStdin } from './interrupt.ts'
import type { Io } from './io.ts'
import { commandError, isGroup, parseArgv } from './parse-argv.ts'
import { assertSecureHosts, chooseProfile, profileSource } from './profile/choose-profile.ts'
import { version } from './program.ts'
import { readOptions } from './read-options.ts'
import { type Scan, scanArgv } from './scan-argv.ts'
import { printFailure, printInfo, printResult } from './terminal.ts'

/**
 * Runs a command line and returns the exit code: the whole program, without the process. Never throws.
 *
 * @param argv Without the interpreter and the script.
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let json = false
  try {
    const scan = await scanArgv(argv, commands)
    json = scan.options.some(({ flag, isInline }) => flag === '--json' && !isInline)
    if (scan.wantsVersion) return print(io, `${version}\n`)
    if (scan.wantsHelp) return print(io, helpFor(scan, io))
    if (scan.command !== undefined) return await runCommand(scan.command, scan, io, json)
    if (scan.options.length > 0 || !isGroup(scan.path, commands)) throw commandError(scan, commands)
    io.stderr.write(helpFor(scan, io))
    return exitCodes.usage
  } catch (error) {
    return printFailure(toFailure(error), io, json)
  }
}

function print({ stdout }: Io, text: string): number {
  stdout.write(text)
  return exitCodes.ok
}

/** @throws UsageError if there is no such command. */
function helpFor(scan: Scan, { program }: Io): string {
  if (scan.command !== undefined) return commandHelp(scan.command, program)
  if (isGroup(scan.path, commands)) return groupHelp(scan.path, commands, program)
  throw commandError(scan, commands)
}

/** Reads the options, runs the command, prints its result and returns the exit code. */
async function runCommand(command: Command, scan: Scan, io: Io, json: boolean): Promise<number> {
  const controller = new AbortController()
  const { signal } = controller
  const stopListening = io.onSignal((name) => controller.abort(new Error(name)))
  let context: Context | undefined
  try {
    const commandIo = { ...io, signal, stdin: interruptibleStdin(io.stdin, signal) }
    context = await readContext(command, scan, commandIo, json, signal)
    const { dryRun } = context
    await dryRunFirst(command, context)
    const result = await command.run(context)
    const shown = dryRun === undefined ? result : dryRunResult(dryRun, result)
    const note = dryRun && dryRunNote(dryRun)
    if (note !== undefined) context.info(note)
    if (shown !== undefined) printResult(shown, io, json)
    return shown?.exitCode ?? exitCodes.ok
  } catch (error) {
    const failure = failureFor(error, command, signal, context)
    const { endpoint } = context?.options ?? {}
    const advice = emulatorHint(error, endpoint) ?? insecureHostHint(error, endpoint)
    return printFailure(advice === undefined ? failure : { ...failure, text: `${failure.text}\n  ${advice}` }, io, json)
  } finally {
    stopListening()
  }
}

/**
 * Runs a command that asks for confirmation as with --dry-run first, so that wrong input and missing settings are reported before
 * the question.
 */
async function dryRunFirst(command: Command, context: Context): Promise<void> {
  const { profile, options, dryRun } = context
  const asks = 'yes' in command.options && 'dryRun' in command.options
  if (!asks || profile?.production !== true || options.yes || dryRun !== undefined) return
  await command.run({ ...context, dryRun: dryRunFor({ dryRun: true }), info: () => {}, print: () => {} })
}

/** @throws UsageError if the command line is wrong. */
async function readContext(command: Command, scan: Scan, io: Io, json: boolean, signal: AbortSignal): Promise<Context> {
  const parsed = parseArgv(scan, command)
  const profile = await chooseProfile(command, parsed, io)
  const { values, sources } = await readOptions(command, parsed, io, profileSource(profile, io, signal))
  assertSecureHosts(profile, values)
  return {
    options: values as Context['options'],
    argument: parsed.argument,
    io,
    sources,
    profile,
    signal,
    dryRun: dryRunFor(values),
    info: (line) => printInfo(line, io),
    print: (result) => printResult(result, io, json),
  }
}

function failureFor(error: unknown, command: Command, signal: AbortSignal, context: Context | undefined): Failure {
  if (error instanceof InterruptedError) return interruptedFailure(error.notDone)
  if (signal.aborted && error === signal.reason) return interruptedFailure()
  return toFailure(error, context && { command, values: context.options, sources: context.sources })
}
