import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A run of the built program on a terminal of its own; its stdout goes into a file. */
export interface OnTerminal {
  /** Resolves when the screen has been shown this. */
  saw(pattern: RegExp): Promise<void>
  type(keys: string): void
  /** As closing the window does. */
  closeWindow(): void
  readonly ended: Promise<{ readonly code: number | null; readonly screen: string; readonly stdout: string }>
}

interface Shell {
  readonly columns?: number
  /** What the shell reads before and after the command. */
  readonly before?: string
  readonly after?: string
}

/** With util-linux's `script`, which makes the terminal and passes keys on. */
export function startOnTerminal(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  { columns = 80, before = 'exec', after = '' }: Shell = {},
): OnTerminal {
  const folder = mkdtempSync(join(tmpdir(), 'trtc-call-terminal-'))
  const file = join(folder, 'stdout')
  const words = [process.execPath, main, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
  const command = `stty cols ${columns} rows 24; ${before} ${words} > '${file}' ${after}`
  const child = spawn('script', ['-qfec', command, '/dev/null'], {
    env: { PATH: process.env.PATH ?? '', TERM: 'xterm', SHELL: '/bin/sh', ...env },
  })
  let screen = ''
  const watchers = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text
    for (const look of watchers) look()
  })
  child.stdin.on('error', () => {})
  const ended = new Promise<Awaited<OnTerminal['ended']>>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      resolve({ code, screen, stdout: readFileSync(file, 'utf8') })
      rmSync(folder, { recursive: true })
    })
  })
  const saw = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (pattern.test(screen)) resolve()
      }
      watchers.add(look)
      look()
      void ended.then((ran) => reject(new Error(`never saw ${pattern}: ${JSON.stringify(ran)}`)), reject)
    })
  return { saw, type: (keys) => child.stdin.write(keys), closeWindow: () => child.kill('SIGKILL'), ended }
}
