import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Tarballs } from './packed.ts'

/** A new project outside the repository with the packages as they would be published. */
export interface Consumer {
  readonly folder: string
  /** Takes it away. */
  remove(): Promise<void>
}

/** The packages that a project installs, from tarballs and from the registry. */
export interface ConsumerOptions {
  readonly tarballs: Tarballs
  /** The packages to install directly; the others are installed as dependencies. Default: all. */
  readonly packages?: readonly string[]
  /** Names and exact versions of packages from the registry. */
  readonly dependencies?: Readonly<Record<string, string>>
}

/**
 * Installs tarballs with npm, as a user would.
 *
 * @example
 * const consumer = await createConsumer({ tarballs: inject('tarballs'), packages: ['@trtc-call/node'] })
 */
export async function createConsumer(options: ConsumerOptions): Promise<Consumer> {
  const { tarballs, packages = Object.keys(tarballs), dependencies = {} } = options
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-consumer-'))
  const files = Object.fromEntries(Object.entries(tarballs).map(([name, path]) => [name, `file:${path}`]))
  const asked = Object.fromEntries(Object.entries(files).filter(([name]) => packages.includes(name)))
  // The packages depend on each other's versions, which no registry has yet.
  const manifest = { private: true, type: 'module', dependencies: { ...asked, ...dependencies }, overrides: files }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await npmInstall(folder)
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Runs `npm install` in a folder that has a package.json. */
export async function npmInstall(folder: string): Promise<void> {
  const quiet = ['--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error']
  await promisify(execFile)('npm', ['install', ...quiet], { cwd: folder })
}
