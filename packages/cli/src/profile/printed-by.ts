import type { ChildProcess } from 'node:child_process'
import type { Io } from '../io.ts'

/** How a command ended, and what it had printed by then. */
export interface Printed {
  /** Its exit code; undefined where there is none. */
  readonly end: number | undefined | 'late' | 'long'
  readonly text: string
}

const mostBytes = 65_536

/**
 * Runs a command in the platform's shell and takes what it prints. What it starts in turn ends with it: a shell that is killed
 * leaves behind whom it waited for, and they hold its stdout.
 */
export async function printedBy(
  command: string,
  { env, platform }: Pick<Io, 'env' | 'platform'>,
  limitMs: number,
  signal: AbortSignal,
): Promise<Printed> {
  const { spawn, spawnSync } = await import('node:child_process')
  // What it says on stderr is not passed on: it may hold what must not be shown.
  const stdio = ['ignore', 'pipe', 'ignore'] as const
  const child = spawn(command, { shell: true, detached: platform !== 'win32', env: { ...env }, stdio: [...stdio] })
  const kill = (): void => {
    child.stdout?.destroy()
    child.unref()
    const line = killing(child, platform)
    if (line !== undefined) spawnSync(line[0], line[1], { stdio: 'ignore' })
  }
  const chunks: Buffer[] = []
  let bytes = 0
  const end = await new Promise<Printed['end']>((resolve) => {
    const timer = setTimeout(() => stop('late'), limitMs)
    const interrupt = (): void => stop()
    const over = (how: Printed['end']): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', interrupt)
      resolve(how)
    }
    const stop = (how?: 'late' | 'long'): void => {
      kill()
      over(how)
    }
    child.stdout?.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      bytes += chunk.length
      if (bytes > mostBytes) stop('long')
    })
    child.on('error', () => over(undefined)).on('close', (code) => over(code ?? undefined))
    signal.addEventListener('abort', interrupt)
    if (signal.aborted) interrupt()
  })
  return { end, text: Buffer.concat(chunks).toString('utf8').trim() }
}

/** The command line that ends it with all that it has started. */
function killing({ pid }: ChildProcess, platform: string): readonly [string, string[]] | undefined {
  if (pid === undefined) return undefined
  // It leads a process group, which POSIX names by the pid and a dash.
  return platform === 'win32' ? ['taskkill', ['/pid', `${pid}`, '/t', '/f']] : ['/bin/sh', ['-c', `kill -9 -${pid}`]]
}
