import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Ran, type Running, startCli } from '../run-cli.ts'
import { runHere } from '../run-here.ts'

type Env = Readonly<Record<string, string>>

/** A temporary home folder. */
export interface Home {
  readonly folder: string
  /** The path of its profiles. */
  readonly file: string
  /** Runs the program in this process. */
  run(args: readonly string[], env?: Env, stdin?: string | Uint8Array): Promise<Ran>
  /** Starts the built program. */
  start(args: readonly string[], env?: Env): Running
}

/** Deleted after the test. */
export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'trtc-call-home-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const settings = process.platform === 'darwin' ? 'Library/Application Support' : '.config'
  const own = { HOME: folder, PATH: process.env.PATH ?? '' }
  return {
    folder,
    file: join(folder, settings, 'trtc-call/profiles.json'),
    run: (args, env, stdin) => runHere(args, { ...own, ...env }, stdin),
    start: (args, env) => startCli(args, { ...own, ...env }),
  }
}
