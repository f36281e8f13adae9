import { cp, mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.ts'

/** A copy of this work tree outside it, with a git history of one commit. */
export interface TreeCopy {
  readonly folder: string
  /** Takes it away. */
  remove(): Promise<void>
}

/** What comes along. */
export interface CopyOptions {
  /** Also what is built, so that the copy need not build it again. Default false. */
  readonly withDist?: boolean | undefined
}

const root = fileURLToPath(new URL('../..', import.meta.url))

/**
 * Copies what git knows or would add, as it lies in the work tree, and installs its dependencies. Releasing changes
 * manifests, changelogs and tags: done in a copy, nothing of that is left behind.
 */
export async function copyTree(options: CopyOptions = {}): Promise<TreeCopy> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-copy-'))
  await copyFiles(folder)
  if (options.withDist) await copyDist(folder)
  await runCommand('git', ['init', '--quiet', '--initial-branch=main'], { cwd: folder })
  // Whoever runs this need not have told git who they are, and changesets makes tags that say so.
  await runCommand('git', ['config', 'user.name', 'release'], { cwd: folder })
  await runCommand('git', ['config', 'user.email', 'release@localhost'], { cwd: folder })
  await commitAll(folder, 'all: as it is')
  // Nothing here needs an install script, and the programs of a copy are those that run us.
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
    // What is deleted but not committed is still listed.
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
