import { spawn } from 'node:child_process'

/** A script that runs in a shell. */
export interface InShell {
  /** Resolves when the text is on stdout or stderr, which are one here. */
  saw(text: string): Promise<void>
  /** To the shell and to all that it has started. */
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>
}

/** In bash, in a folder, with this environment and no other. */
export function startInShell(script: string, cwd: string, env: Readonly<Record<string, string>>): InShell {
  const child = spawn('bash', ['--norc', '-c', script], { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] })
  const watchers = new Set<() => void>()
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text
      for (const look of watchers) look()
    })
  }
  const ended = new Promise<{ code: number | null; said: string }>((resolve) =>
    child.on('close', (code) => resolve({ code, said })),
  )
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (said.includes(text)) resolve()
      }
      watchers.add(look)
      look()
      void ended.then((ran) => reject(new Error(`never saw "${text}": ${JSON.stringify(ran)}`)))
    })
  return { saw, ended, kill: (signal) => process.kill(-(child.pid ?? Number.NaN), signal) }
}
