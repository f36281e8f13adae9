import type { ChildProcess } from 'node:child_process'
import { UsageError } from '../errors.ts'
import type { Io } from '../io.ts'
import { findJsonError } from '../json.ts'
import { withTimeout } from '../with-timeout.ts'

/** The secrets that a profile's `secretCommand` printed, by the names of their options. */
export type PrintedSecrets = Readonly<Record<string, unknown>>

interface SecretCommandOptions extends Pick<Io, 'env' | 'platform'> {
  /** Ends the command. */
  readonly signal: AbortSignal
  /** Default one minute. */
  readonly timeoutMs?: number
  /** Gets a line if the command takes longer than `infoAfterMs`, default two seconds. */
  info?(line: string): void
  readonly infoAfterMs?: number
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
  { signal, info, timeoutMs = 60_000, infoAfterMs = 2_000, ...io }: SecretCommandOptions,
): Promise<PrintedSecrets> {
  const fail = (problem: string): never => {
    const message = `the secretCommand of profile ${profile} ${problem}`
    throw new UsageError(message, 'run it in a shell to see why', 'ERR_CREDENTIALS')
  }
  const timer = setTimeout(() => info?.(`waiting for the secretCommand of profile ${profile}`), infoAfterMs)
  const { code, stdout } = await withTimeout(signal, timeoutMs, (limit) => runInShell(command, io, limit))
    .catch((error: unknown) => {
      signal.throwIfAborted()
      if (error instanceof DOMException) fail(`did not end within ${timeoutMs / 1_000} seconds and was killed`)
      throw error
    })
    .finally(() => clearTimeout(timer))
  if (code === 'too-long') fail('printed more than secrets can contain and was killed')
  if (code !== 0) fail(`ended with ${code === null ? 'no exit code' : `exit code ${code}`}`)
  if (stdout === '') fail('printed nothing')
  if (!stdout.startsWith('{')) return { sdkSecretKey: stdout }
  const syntaxError = findJsonError(stdout)
  if (syntaxError !== undefined) fail(`printed invalid JSON: line ${syntaxError.line}, column ${syntaxError.column}`)
  return JSON.parse(stdout) as PrintedSecrets
}

interface CommandOutput {
  /** The exit code; null if a signal ended it or it did not start. */
  readonly code: number | null | 'too-long'
  readonly stdout: string
}

const maxBytes = 65_536

/** Kills the whole process tree on abort, or if it prints too much: children of a killed shell would hold its stdout. */
async function runInShell(
  command: string,
  { env, platform }: Pick<Io, 'env' | 'platform'>,
  signal: AbortSignal,
): Promise<CommandOutput> {
  const { spawn, spawnSync } = await import('node:child_process')
  const options = { shell: true, detached: platform !== 'win32', env: { ...env } }
  // Its stderr is discarded, because it may contain secrets.
  const child = spawn(command, { ...options, stdio: ['ignore', 'pipe', 'ignore'] })
  const kill = (): void => {
    child.stdout?.destroy()
    child.unref()
    const line = killTreeCommand(child, platform)
    if (line !== undefined) spawnSync(line[0], line[1], { stdio: 'ignore' })
  }
  const chunks: Buffer[] = []
  let bytes = 0
  const code = await new Promise<CommandOutput['code']>((resolve, reject) => {
    const abort = (): void => {
      kill()
      reject(signal.reason)
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes <= maxBytes) return
      kill()
      resolve('too-long')
    })
    child.on('error', () => resolve(null)).on('close', resolve)
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
  return { code, stdout: Buffer.concat(chunks).toString('utf8').trim() }
}

function killTreeCommand({ pid }: ChildProcess, platform: string): readonly [string, string[]] | undefined {
  if (pid === undefined) return undefined
  // The child leads a process group; POSIX names it by a dash and the pid.
  return platform === 'win32' ? ['taskkill', ['/pid', `${pid}`, '/t', '/f']] : ['/bin/sh', ['-c', `kill -9 -${pid}`]]
}
