import type { Io } from '../src/io.ts'
import { run } from '../src/run.ts'
import type { Ran, Running } from './run-cli.ts'

type Env = Readonly<Record<string, string>>

/** What a run in this process may have besides. */
export interface Here {
  /** Stdout and stderr are a terminal that is this wide. Default: pipes. */
  readonly columns?: number
  /** Stdin is a terminal. Default: a pipe. */
  readonly isStdinTTY?: boolean
}

/**
 * Starts the program in this process, without its `main.ts`. The same as `startCli` of run-cli.ts, but faster: real processes are for
 * tests of signals, streams, terminals and the start itself. `kill` calls the signal listeners.
 */
export function startHere(
  args: readonly string[],
  env: Env = {},
  stdin: string | Uint8Array = '',
  { columns, isStdinTTY = false }: Here = {},
): Running {
  const written = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  const listeners = new Set<(signal: string) => void>()
  const output = (name: 'stdout' | 'stderr'): Io['stdout'] => ({
    isTTY: columns !== undefined,
    columns,
    write: (text) => {
      written[name] += text
      for (const watch of watchers) watch()
    },
  })
  const io: Io = {
    program: 'trtc-call',
    platform: process.platform,
    uid: process.getuid?.(),
    stdout: output('stdout'),
    stderr: output('stderr'),
    env: { PATH: process.env.PATH ?? '', ...env },
    stdin: {
      isTTY: isStdinTTY,
      read: async () => (typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
      // As at the end of input. Answers are tested on real terminals.
      prompt: async () => undefined,
    },
    onSignal: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const ended = run(args, io).then((code): Ran => ({ code, ...written }))
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const watch = (): void => {
        if (`${written.stdout}\n${written.stderr}`.includes(text)) resolve()
      }
      watchers.add(watch)
      watch()
      void ended.then((ran) => reject(new Error(`never saw "${text}": ${JSON.stringify(ran)}`)))
    })
  return {
    saw,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    kill: (signal) => {
      for (const listener of listeners) listener(signal)
    },
    ended,
  }
}

/** Runs the program in this process. With `envFor(emulator)` of run-cli.ts as its environment it talks to an emulator. */
export function runHere(args: readonly string[], env?: Env, stdin?: string | Uint8Array, here?: Here): Promise<Ran> {
  return startHere(args, env, stdin, here).ended
}
