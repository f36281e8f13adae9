import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Ran, type Running, runCli, startCli } from '../run-cli.ts'

type Env = Readonly<Record<string, string>>

/** A home folder of a test's own. */
export interface Home {
  readonly folder: string
  /** Where its profiles are. */
  readonly file: string
  run(args: readonly string[], env?: Env, stdin?: string | Uint8Array): Promise<Ran>
  start(args: readonly string[], env?: Env): Running
}

/** Gone after the test. */
export function makeHome(): Home {
  const folder = mkdtempSync(join(tmpdir(), 'trtc-call-home-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const settings = process.platform === 'darwin' ? 'Library/Application Support' : '.config'
  const own = { HOME: folder, PATH: process.env.PATH ?? '' }
  return {
    folder,
    file: join(folder, settings, 'trtc-call/profiles.json'),
    run: (args, env, stdin) => runCli(args, { ...own, ...env }, stdin),
    start: (args, env) => startCli(args, { ...own, ...env }),
  }
}
