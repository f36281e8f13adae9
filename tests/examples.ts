import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import type { Emulator } from '@trtc-call/emulator'
import { type Consumer, npmInstall } from './consumer.ts'
import type { Tarballs } from './packed.ts'

const examples = fileURLToPath(new URL('../examples/', import.meta.url))
const notTheirs = new Set(['node_modules', '.next', '.wrangler'])

/** Copies examples out of the repository and installs their dependencies, ours from the tarballs. */
export async function installExamples(tarballs: Tarballs, ...names: readonly string[]): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-examples-'))
  const filter = (path: string): boolean => !notTheirs.has(basename(path))
  for (const name of names) await cp(join(examples, name), join(folder, name), { recursive: true, filter })
  const overrides = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]))
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, workspaces: names, overrides }))
  await npmInstall(folder)
  const remove = async (): Promise<void> => {
    // An aborted test can leave its folder behind.
    await Promise.all([...running].map((program) => program.stop()))
    await rm(folder, { recursive: true, force: true })
  }
  return { folder, remove }
}

const running = new Set<Program>()

/** The variables that every example reads, for the emulator. */
export function environmentFor({ url, credentials }: Emulator): Readonly<Record<string, string>> {
  return {
    TRTC_CALL_ENDPOINT: url,
    TRTC_SDK_APP_ID: String(credentials.sdkAppId),
    TRTC_SDK_SECRET_KEY: credentials.sdkSecretKey,
    TRTC_IDENTIFIER: credentials.identifier,
    TENCENTCLOUD_SECRET_ID: credentials.secretId,
    TENCENTCLOUD_SECRET_KEY: credentials.secretKey,
    TRTC_CALLBACK_SECRET: callbackSecret,
    TRTC_CALLBACK_KEY: 'callback-key',
  }
}

export const callbackSecret = 'callback-secret_of.the.tests'

/** A running program and its output. */
export interface Program {
  /** Everything on stdout and stderr so far. */
  said(): string
  /** The first line that fits, said or still to come. Rejects when the program ends without it. */
  line(pattern: RegExp): Promise<RegExpMatchArray>
  /** How it ended. */
  readonly exited: Promise<number | null>
  /** Ends it, and what it has started. */
  stop(): Promise<void>
}

/** Starts a program with only the variables of this process that locate programs and folders. */
export function start(
  command: readonly [string, ...string[]],
  { cwd, env }: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Program {
  const { PATH = '', HOME = '', TMPDIR = tmpdir() } = process.env
  const [file, ...parameters] = command
  const child = spawn(file, parameters, { cwd, env: { PATH, HOME, TMPDIR, NO_COLOR: '1', ...env }, detached: true })
  const lines: string[] = []
  const listeners = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    createInterface(stream).on('line', (text) => {
      lines.push(text)
      for (const listener of [...listeners]) listener()
    })
  }
  const exited = new Promise<number | null>((resolve, reject) => child.on('error', reject).on('close', resolve))
  const said = () => lines.join('\n')
  const program: Program = {
    said,
    exited,
    line: (pattern) => firstLine(pattern, { lines, listeners, exited }),
    stop: () => stop(child, exited),
  }
  running.add(program)
  const forget = (): boolean => running.delete(program)
  exited.then(forget, forget)
  return program
}

interface Output {
  readonly lines: readonly string[]
  readonly listeners: Set<() => void>
  readonly exited: Promise<number | null>
}

function firstLine(pattern: RegExp, { lines, listeners, exited }: Output): Promise<RegExpMatchArray> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const found = lines.map((text) => text.match(pattern)).find((match) => match !== null)
      if (!found) return
      listeners.delete(look)
      resolve(found)
    }
    listeners.add(look)
    look()
    exited.then((code) => reject(new Error(`ended with ${code}, without ${pattern}:\n${lines.join('\n')}`)), reject)
  })
}

async function stop(child: ChildProcess, exited: Promise<number | null>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  process.kill(-child.pid, 'SIGKILL')
  await exited
}
