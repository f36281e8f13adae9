import { readArgv } from './args/read-argv.ts'
import { readOptions } from './args/read-options.ts'
import { nobodyListens } from './client/nobody-listens.ts'
import { rehearsalFor, rehearsalNote, rehearsed } from './client/rehearsal.ts'
import type { Command, Context } from './command.ts'
import { failureOf, interruption } from './failure.ts'
import { harmlessText } from './harmless.ts'
import { InterruptedError, interruptibleStdin } from './interrupt.ts'
import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import { assertSecureHosts, chooseProfile, profileSource } from './profile/choose-profile.ts'
import type { Failure } from './result.ts'
import { showFailure, showResult } from './show.ts'

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
      { ...io, signal, stdin: interruptibleStdin(io.stdin, signal) },
      { json, signal },
    )
    const { rehearsal } = context
    const result = await command.run(context)
    const shown = rehearsal === undefined ? result : rehearsed(rehearsal, result)
    const note = rehearsal && rehearsalNote(rehearsal)
    if (note !== undefined) context.say(note)
    if (shown !== undefined) showResult(shown, io, json)
    return shown?.exitCode ?? 0
  } catch (error) {
    const failure = failureFor(error, signal, context)
    const advice = nobodyListens(error, context?.options.endpoint)
    return showFailure(advice === undefined ? failure : { ...failure, text: `${failure.text}\n  ${advice}` }, io, json)
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
  const { values, origins } = await readOptions(command, raw, io, profileSource(profile, io, signal))
  assertSecureHosts(profile, values)
  return {
    options: values as Context['options'],
    argument: raw.argument,
    io,
    origins,
    profile,
    signal,
    rehearsal: rehearsalFor(values),
    say: (line) => io.stderr.write(`${withInvocation(harmlessText(line), io.program)}\n`),
    show: (result) => showResult(result, io, json),
  }
}

function failureFor(error: unknown, signal: AbortSignal, context: Context | undefined): Failure {
  if (error instanceof InterruptedError) return interruption(error.notDone)
  if (signal.aborted && error === signal.reason) return interruption()
  return failureOf(error, context && { values: context.options, origins: context.origins })
}
