import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** A run of the built program on a terminal of its own; its stdout goes into a file. */
export interface OnTerminal {
  /** Resolves when the screen has been shown this, with what it matched. */
  saw(pattern: RegExp): Promise<readonly string[]>
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
  const command = `stty cols ${columns} rows 24; ${before} ${wordsOf(args)} > '${file}' ${after}`
  return watch(command, env, file)
}

/** Runs in an interactive bash, which passes SIGHUP on to its jobs after the terminal has sent it to them. */
export function startInBash(args: readonly string[], env: Readonly<Record<string, string>>): OnTerminal {
  const file = join(mkdtempSync(join(tmpdir(), 'trtc-call-terminal-')), 'stdout')
  const running = watch('stty cols 80 rows 24; exec bash --norc -i', env, file)
  running.type(`${wordsOf(args)} > '${file}'\r`)
  return running
}

function wordsOf(args: readonly string[]): string {
  return [process.execPath, main, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ')
}

function watch(command: string, env: Readonly<Record<string, string>>, file: string): OnTerminal {
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
      resolve({ code, screen, stdout: existsSync(file) ? readFileSync(file, 'utf8') : '' })
      rmSync(dirname(file), { recursive: true })
    })
  })
  const saw = (pattern: RegExp): Promise<readonly string[]> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const match = pattern.exec(screen)
        if (match !== null) resolve(match)
      }
      watchers.add(look)
      look()
      void ended.then((ran) => reject(new Error(`never saw ${pattern}: ${JSON.stringify(ran)}`)), reject)
    })
  return { saw, type: (keys) => child.stdin.write(keys), closeWindow: () => child.kill('SIGKILL'), ended }
}
