import type { Io } from '../io.ts'
import { jsonFault } from '../json-fault.ts'
import { UsageError } from '../usage-error.ts'
import { type CommandOutput, runShellCommand } from './run-shell-command.ts'

/** The secrets that a profile's `secretCommand` printed, by the names of their options. */
export type PrintedSecrets = Readonly<Record<string, unknown>>

interface SecretCommandOptions extends Pick<Io, 'env' | 'platform'> {
  /** Ends the command. */
  readonly signal: AbortSignal
  /** Default one minute. */
  readonly timeoutMs?: number
  /** Gets a line if the command takes longer than `sayAfterMs`. */
  say?(line: string): void
  /** Default two seconds. */
  readonly sayAfterMs?: number
}

/**
 * Runs a profile's `secretCommand` in the platform's shell, without a terminal. It prints one JSON object with any of
 * `sdkSecretKey`, `secretId`, `secretKey` and `token`, or only the app's key.
 *
 * @throws UsageError (`ERR_CREDENTIALS`) that contains nothing of the output; the signal's reason.
 */
export async function runSecretCommand(
  command: string,
  profile: string,
  { signal, say, timeoutMs = 60_000, sayAfterMs = 2_000, ...io }: SecretCommandOptions,
): Promise<PrintedSecrets> {
  const fail = (problem: string): UsageError =>
    new UsageError(
      `the secretCommand of profile ${profile} ${problem}`,
      'run it in a shell to see why',
      'ERR_CREDENTIALS',
    )
  const timer = setTimeout(() => say?.(`waiting for the secretCommand of profile ${profile}`), sayAfterMs)
  const output = await runShellCommand(command, io, timeoutMs, signal).finally(() => clearTimeout(timer))
  signal.throwIfAborted()
  const problem = problemOf(output, timeoutMs)
  if (problem !== undefined) throw fail(problem)
  const { stdout } = output
  if (!stdout.startsWith('{')) return { sdkSecretKey: stdout }
  const fault = jsonFault(stdout)
  if (fault !== undefined) throw fail(`printed invalid JSON: line ${fault.line}, column ${fault.column}`)
  return JSON.parse(stdout) as PrintedSecrets
}

function problemOf({ end, stdout }: CommandOutput, timeoutMs: number): string | undefined {
  if (end === 'timeout') return `did not end within ${timeoutMs / 1_000} seconds and was killed`
  if (end === 'too-long') return 'printed more than secrets can contain and was killed'
  if (end !== 0) return `ended with ${end === undefined ? 'no exit code' : `exit code ${end}`}`
  return stdout === '' ? 'printed nothing' : undefined
}
