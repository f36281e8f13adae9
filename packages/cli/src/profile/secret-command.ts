import { jsonFault } from '../json-fault.ts'
import { UsageError } from '../usage-error.ts'

/** What a profile's `secretCommand` printed, by the names of the options. */
export type PrintedSecrets = Readonly<Record<string, unknown>>

const timeoutMs = 60_000

/**
 * Runs it in the platform's shell. It prints one JSON object with any of `sdkSecretKey`, `secretId`, `secretKey` and `token`, or
 * the app's key alone.
 *
 * @throws UsageError (`ERR_CREDENTIALS`) that repeats nothing of what was printed.
 */
export async function runSecretCommand(
  command: string,
  profile: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<PrintedSecrets> {
  const refuse = (why: string): UsageError =>
    new UsageError(`the secretCommand of profile ${profile} ${why}`, 'run it yourself to see why', 'ERR_CREDENTIALS')
  const { code, text } = await printedBy(command, env).catch(() => ({ code: 'nothing', text: '' }))
  if (code !== 0) throw refuse(`ended with ${code ?? `no exit code; it has ${timeoutMs / 1000} seconds`}`)
  if (text === '') throw refuse('printed nothing')
  if (!text.startsWith('{')) return { sdkSecretKey: text }
  const fault = jsonFault(text)
  if (fault !== undefined) throw refuse(`printed no JSON: line ${fault.line}, column ${fault.column}`)
  return JSON.parse(text) as PrintedSecrets
}

/** What it says on stderr is not passed on: it may hold what must not be shown. */
async function printedBy(
  command: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly code: number | null; readonly text: string }> {
  const { spawn } = await import('node:child_process')
  const child = spawn(command, {
    shell: true,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: timeoutMs,
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  const code = await new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  return { code, text: Buffer.concat(chunks).toString('utf8').trim() }
}
