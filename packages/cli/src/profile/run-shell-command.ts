import type { ChildProcess } from 'node:child_process'
import type { Io } from '../io.ts'

/** What a command printed, and how it ended. */
export interface CommandOutput {
  /** Its exit code; undefined if a signal ended it or it did not start. */
  readonly end: number | undefined | 'timeout' | 'too-long'
  readonly stdout: string
}

const maxBytes = 65_536

/**
 * Runs a command in the platform's shell and collects its stdout. Kills its whole process tree on abort, on timeout and if it
 * prints too much: a killed shell would leave children behind that hold its stdout.
 */
export async function runShellCommand(
  command: string,
  { env, platform }: Pick<Io, 'env' | 'platform'>,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<CommandOutput> {
  const { spawn, spawnSync } = await import('node:child_process')
  // Its stderr is discarded, because it may contain secrets.
  const child = spawn(command, {
    shell: true,
    detached: platform !== 'win32',
    env: { ...env },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const chunks: Buffer[] = []
  let bytes = 0
  const end = await new Promise<CommandOutput['end']>((resolve) => {
    const kill = (how?: 'timeout' | 'too-long'): void => {
      child.stdout?.destroy()
      child.unref()
      const line = killTreeCommand(child, platform)
      if (line !== undefined) spawnSync(line[0], line[1], { stdio: 'ignore' })
      settle(how)
    }
    const abort = (): void => kill()
    const timer = setTimeout(() => kill('timeout'), timeoutMs)
    const settle = (how: CommandOutput['end']): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
      resolve(how)
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > maxBytes) kill('too-long')
    })
    child.on('error', () => settle(undefined)).on('close', (code) => settle(code ?? undefined))
    signal.addEventListener('abort', abort)
    if (signal.aborted) abort()
  })
  return { end, stdout: Buffer.concat(chunks).toString('utf8').trim() }
}

function killTreeCommand({ pid }: ChildProcess, platform: string): readonly [string, string[]] | undefined {
  if (pid === undefined) return undefined
  // The child leads a process group; POSIX names it by a dash and the pid.
  return platform === 'win32' ? ['taskkill', ['/pid', `${pid}`, '/t', '/f']] : ['/bin/sh', ['-c', `kill -9 -${pid}`]]
}
