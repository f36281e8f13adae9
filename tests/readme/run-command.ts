import { exec } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { startEmulator } from '@trtc-call/emulator'
import { environmentFor } from '../examples.ts'
import type { Command } from './shell.ts'

/** Ends a block that hangs. */
const longestMs = 300_000

/** What goes on until it is stopped; its flags are held against its help. */
const servers = ['emulator', 'webhook listen']

export function isOurs({ words }: Command): boolean {
  return words[0] === 'trtc-call' || (words[0] === 'npx' && words.includes('@trtc-call/cli'))
}

/**
 * Runs a line with `trtc-call` in it, as installed, with an emulator for the vendor.
 *
 * @returns What it said.
 * @throws Error with what it said, when it does not end well.
 */
export async function runCommand(installed: string, { line }: Command): Promise<string> {
  const typed = line.replace(/npx (--yes )?@trtc-call\/cli/g, 'trtc-call')
  const server = servers.find((name) => typed.startsWith(`trtc-call ${name}`))
  if (server !== undefined) return checkFlags(installed, typed, server)
  const emulator = await startEmulator({ answerAfterMs: 0, streamDurationMs: 300 })
  try {
    return await inShell(installed, typed, { ...environmentFor(emulator), TRTC_SITE: 'china' })
  } finally {
    await emulator.close()
  }
}

async function checkFlags(installed: string, line: string, server: string): Promise<string> {
  const help = await inShell(installed, `trtc-call ${server} --help`, {})
  const unknown = line.match(/--[\w-]+/g)?.filter((flag) => !help.includes(`  ${flag} `)) ?? []
  if (unknown.length > 0) throw new Error(`${line}: its help does not know ${unknown}`)
  return help
}

async function inShell(installed: string, line: string, env: Readonly<Record<string, string>>): Promise<string> {
  const { PATH = '' } = process.env
  // An empty config folder, so that the developer's profiles are neither read nor changed.
  const HOME = await mkdtemp(join(tmpdir(), 'trtc-call-home-'))
  const path = [join(installed, 'node_modules', '.bin'), PATH].join(delimiter)
  const options = { cwd: installed, env: { PATH: path, HOME, NO_COLOR: '1', ...env }, timeout: longestMs }
  try {
    const { stdout, stderr } = await promisify(exec)(line, options)
    return stdout + stderr
  } finally {
    await rm(HOME, { recursive: true })
  }
}
