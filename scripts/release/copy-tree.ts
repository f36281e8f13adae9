import { cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.ts'

/** A copy of this work tree outside it, with a git history of one commit. */
export interface TreeCopy {
  readonly folder: string
  /** Deletes the copy. */
  remove(): Promise<void>
}

/** Options for `copyTree`. */
export interface CopyOptions {
  /** Also copies the build output. Default false. */
  readonly withDist?: boolean | undefined
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Copies the work tree without ignored files and installs its dependencies. A release changes manifests, changelogs and tags;
 * in a copy, these changes leave the work tree alone.
 */
export async function copyTree(options: CopyOptions = {}): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-copy-'))
  await copyFiles(folder)
  if (options.withDist) await copyDist(folder)
  await runCommand('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder })
  // git may have no user configured, and changesets creates tags, which need one.
  await runCommand('git', ['config', 'user.name', 'release'], { cwd: folder })
  await runCommand('git', ['config', 'user.email', 'release@localhost'], { cwd: folder })
  await commitAll(folder, 'all: as it is')
  // No dependency needs an install script.
  const install = ['install', '--frozen-lockfile', '--prefer-offline', '--ignore-scripts']
  await runCommand('pnpm', install, { cwd: folder, env: { ...process.env, CI: 'true' } })
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Commits everything in a copy. */
export async function commitAll(folder: string, message: string): Promise<void> {
  const who = ['-c', 'user.name=release', '-c', 'user.email=release@localhost', '-c', 'commit.gpgsign=false']
  await runCommand('git', ['add', '--all'], { cwd: folder })
  await runCommand('git', [...who, 'commit', '--quiet', '--no-verify', '-m', message], { cwd: folder })
}

async function copyFiles(folder: string): Promise<void> {
  const list = await runCommand('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  const files = [...new Set(list.split('\0'))].filter((file) => file !== '')
  for (const file of files) {
    // git also lists files that are deleted but not committed.
    if ((await stat(join(root, file)).catch(() => undefined)) === undefined) continue
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await cp(join(root, file), join(folder, file))
  }
}

async function copyDist(folder: string): Promise<void> {
  for (const name of await readdir(join(root, 'packages'))) {
    const dist = join('packages', name, 'dist')
    await cp(join(root, dist), join(folder, dist), { recursive: true })
  }
}
