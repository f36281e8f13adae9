import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@trtc-call/emulator'

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url))

/** How a run of the built program ended. */
export interface Ran {
  /** As a shell says it: 128 and its number for a signal. */
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A run that is under way. */
export interface Running {
  /** Resolves when the text is on stderr or stdout. */
  saw(text: string): Promise<void>
  /** What is on stdout so far. */
  stdout(): string
  /** What is on stderr so far. */
  stderr(): string
  kill(signal: NodeJS.Signals): void
  readonly ended: Promise<Ran>
}

type Env = Readonly<Record<string, string>>

/** Starts the built program, with this environment and no other. */
export function startCli(args: readonly string[], env: Env = {}, stdin: string | Uint8Array = ''): Running {
  return startWords([process.execPath, main, ...args], env, stdin)
}

/** The same in a shell, which reads it as `"$@"`: `exec "$@" 2>/dev/full`. */
export function startInShell(args: readonly string[], script: string, env: Env): Running {
  return startWords(['sh', '-c', script, 'sh', process.execPath, main, ...args], env, '')
}

function startWords([command = '', ...words]: readonly string[], env: Env, stdin: string | Uint8Array): Running {
  const child = spawn(command, words, { env: { PATH: process.env.PATH ?? '', ...env } })
  child.stdin.on('error', () => {}) // the program may end before it has read
  child.stdin.end(stdin)
  const out = { stdout: '', stderr: '' }
  const watchers = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      out[name] += text
      for (const look of watchers) look()
    })
  }
  const ended = new Promise<Ran>((resolve) =>
    child.on('close', (code, signal) =>
      resolve({ code: code ?? 128 + constants.signals[signal as NodeJS.Signals], ...out }),
    ),
  )
  const saw = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (`${out.stdout}\n${out.stderr}`.includes(text)) resolve()
      }
      watchers.add(look)
      look()
      void ended.then((ran) => reject(new Error(`never saw "${text}": ${JSON.stringify(ran)}`)))
    })
  return { saw, stdout: () => out.stdout, stderr: () => out.stderr, kill: (signal) => child.kill(signal), ended }
}

export function runCli(args: readonly string[], env?: Env, stdin?: string | Uint8Array): Promise<Ran> {
  return startCli(args, env, stdin).ended
}

/** The variables that lead the program to an emulator. */
export function envFor({ url, credentials }: Emulator): Record<string, string> {
  return {
    TRTC_CALL_ENDPOINT: url,
    TRTC_SDK_APP_ID: String(credentials.sdkAppId),
    TRTC_SDK_SECRET_KEY: credentials.sdkSecretKey,
    TRTC_IDENTIFIER: credentials.identifier,
    TENCENTCLOUD_SECRET_ID: credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
  }
}

/** Stdout as the one JSON document that it has to be. */
export function documentOf({ stdout }: Ran): Record<string, never> {
  return JSON.parse(stdout)
}
