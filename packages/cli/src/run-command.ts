import { readArgv } from './argv.ts'
import { nobodyListens } from './client/nobody-listens.ts'
import { rehearsalFor, rehearsalNote, rehearsed } from './client/rehearsal.ts'
import type { Command, Context, Failure } from './command.ts'
import { InterruptedError } from './errors.ts'
import { interruptedFailure, toFailure } from './failure.ts'
import type { Io } from './io.ts'
import { assertSecureHosts } from './profile/assert-secure-hosts.ts'
import { chooseProfile } from './profile/choose-profile.ts'
import { profileValues } from './profile/profile-values.ts'
import { withProgramName } from './program.ts'
import { readOptions } from './read-options.ts'
import { abortableStdin } from './read-text.ts'
import { escapeControlText, printFailure, printResult } from './terminal.ts'

/** Reads what was typed after a command's name, does the command and shows what came of it. Returns the exit code. */
export async function runCommand(command: Command, argv: readonly string[], io: Io, json: boolean): Promise<number> {
  const stopping = new AbortController()
  const { signal } = stopping
  const stopListening = io.onSignal((name) => stopping.abort(new Error(name)))
  let context: Context | undefined
  try {
    context = await readContext(
      command,
      argv,
      { ...io, signal, stdin: abortableStdin(io.stdin, signal) },
      { json, signal },
    )
    const { rehearsal } = context
    const result = await command.run(context)
    const shown = rehearsal === undefined ? result : rehearsed(rehearsal, result)
    const note = rehearsal && rehearsalNote(rehearsal)
    if (note !== undefined) context.info(note)
    if (shown !== undefined) printResult(shown, io, json)
    return shown?.exitCode ?? 0
  } catch (error) {
    const failure = failureFor(error, signal, context)
    const advice = nobodyListens(error, context?.options.endpoint)
    return printFailure(advice === undefined ? failure : { ...failure, text: `${failure.text}\n  ${advice}` }, io, json)
  } finally {
    stopListening()
  }
}

interface Running {
  readonly json: boolean
  readonly signal: AbortSignal
}

/** @throws UsageError where the command line is wrong. */
async function readContext(
  command: Command,
  argv: readonly string[],
  io: Io,
  { json, signal }: Running,
): Promise<Context> {
  const raw = await readArgv(argv, command)
  const profile = await chooseProfile(command, raw, io)
  const { values, sources } = await readOptions(command, raw, io, profileValues(profile, io, signal))
  assertSecureHosts(profile, values)
  return {
    options: values as Context['options'],
    argument: raw.argument,
    io,
    sources,
    profile,
    signal,
    rehearsal: rehearsalFor(values),
    info: (line) => io.stderr.write(`${withProgramName(escapeControlText(line), io.program)}\n`),
    print: (result) => printResult(result, io, json),
  }
}

function failureFor(error: unknown, signal: AbortSignal, context: Context | undefined): Failure {
  if (error instanceof InterruptedError) return interruptedFailure(error.notDone)
  if (signal.aborted && error === signal.reason) return interruptedFailure()
  return toFailure(error, context && { values: context.options, sources: context.sources })
}
