import { readArgv } from './args/read-argv.ts'
import { readOptions } from './args/read-options.ts'
import { StoppedAsking } from './ask/stopped-asking.ts'
import { nobodyListens } from './client/nobody-listens.ts'
import { liveWarning, rehearsalFor, rehearsed } from './client/rehearsal.ts'
import type { Command, Context } from './command.ts'
import { failureOf, interruption } from './failure.ts'
import { harmlessText } from './harmless.ts'
import { withInvocation } from './invocation.ts'
import type { Io } from './io.ts'
import { assertSecureHosts } from './profile/assert-secure-hosts.ts'
import { chooseProfile } from './profile/choose-profile.ts'
import { profileValues } from './profile/profile-values.ts'
import { showFailure, showResult } from './show.ts'

/**
 * Reads what was typed after a command's name, does the command and shows what came of it.
 *
 * @throws UsageError where the command line is wrong; what goes wrong later is shown, and its exit code returned.
 */
export async function runCommand(command: Command, argv: readonly string[], io: Io, json: boolean): Promise<number> {
  const raw = await readArgv(argv, command)
  const profile = await chooseProfile(command, raw, io)
  const stopping = new AbortController()
  const lookUp = profileValues(profile, io, stopping.signal)
  const { values: options, origins } = await readOptions(command, raw, io, lookUp)
  assertSecureHosts(profile, options)
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
    say: (line) => io.stderr.write(`${withInvocation(harmlessText(line), io.program)}\n`),
    show: (result) => showResult(result, io, json),
  }
  try {
    const result = await command.run(context)
    const shown = rehearsal === undefined ? result : rehearsed(rehearsal, result)
    if (rehearsal?.form === 'live' && rehearsal.requests.length > 0) context.say(liveWarning)
    if (shown !== undefined) showResult(shown, io, json)
    return shown?.exitCode ?? 0
  } catch (error) {
    const isOurs = stopping.signal.aborted && error === stopping.signal.reason
    const failure = isOurs
      ? interruption()
      : error instanceof StoppedAsking
        ? interruption(error.nothing)
        : failureOf(error)
    const advice = nobodyListens(error, options.endpoint)
    return showFailure(advice === undefined ? failure : { ...failure, text: `${failure.text}\n  ${advice}` }, io, json)
  } finally {
    stopListening()
  }
}
