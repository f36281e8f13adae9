import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { findJsonError } from '../json.ts'
import { type Printed, printedBy } from './printed-by.ts'

/** What a profile's `secretCommand` printed, by the names of the options. */
export type PrintedSecrets = Readonly<Record<string, unknown>>

interface Surroundings extends Pick<Io, 'env' | 'platform'> {
  /** Ends it. */
  readonly signal: AbortSignal
  readonly limitMs?: number
  /** Told what is waited for, when it takes longer than `patienceMs`. */
  info?(line: string): void
  readonly patienceMs?: number
}

/**
 * Runs it in the platform's shell, without a terminal. It prints one JSON object with any of `sdkSecretKey`, `secretId`,
 * `secretKey` and `token`, or the app's key alone.
 *
 * @throws UsageError (`ERR_CREDENTIALS`) that repeats nothing of what was printed; what the signal was aborted with.
 */
export async function runSecretCommand(
  command: string,
  profile: string,
  { signal, info, limitMs = 60_000, patienceMs = 2_000, ...io }: Surroundings,
): Promise<PrintedSecrets> {
  const refuse = (why: string): UsageError =>
    new UsageError(`the secretCommand of profile ${profile} ${why}`, 'run it yourself to see why', 'ERR_CREDENTIALS')
  const waiting = setTimeout(() => info?.(`waiting for the secretCommand of profile ${profile}`), patienceMs)
  const printed = await printedBy(command, io, limitMs, signal).finally(() => clearTimeout(waiting))
  signal.throwIfAborted()
  const why = whyNot(printed, limitMs)
  if (why !== undefined) throw refuse(why)
  const { text } = printed
  if (!text.startsWith('{')) return { sdkSecretKey: text }
  const fault = findJsonError(text)
  if (fault !== undefined) throw refuse(`printed no JSON: line ${fault.line}, column ${fault.column}`)
  return JSON.parse(text) as PrintedSecrets
}

function whyNot({ end, text }: Printed, limitMs: number): string | undefined {
  if (end === 'late') return `did not end within ${limitMs / 1_000} seconds, and was killed`
  if (end === 'long') return 'printed more than secrets are long, and was killed'
  if (end !== 0) return `ended with ${end === undefined ? 'no exit code' : `exit code ${end}`}`
  return text === '' ? 'printed nothing' : undefined
}
