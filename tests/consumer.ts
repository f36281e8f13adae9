import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const run = promisify(execFile)
const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** A fresh project outside the repository that has installed what would be published. */
export interface Consumer {
  readonly folder: string
  /** Names of the tarballs it was installed from. */
  readonly tarballs: readonly string[]
  /** Runs a script of the project with a Node version that it has installed; gives stdout. */
  run(node: NodeVersion, ...parameters: string[]): Promise<string>
}

/** The oldest line of Node that is supported, and the one that development is on. */
export const nodeVersions = { node20: '20.20.2', node24: '24.21.0' } as const
export type NodeVersion = keyof typeof nodeVersions

/** Packs every package as it would be published and installs the tarballs with npm. */
export async function createConsumer(): Promise<Consumer> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-consumer-'))
  const packed = join(folder, 'packed')
  await mkdir(packed)
  for (const name of await readdir(packages)) {
    await run('pnpm', ['pack', '--pack-destination', packed], { cwd: join(packages, name) })
  }
  const tarballs = (await readdir(packed)).sort()
  const dependencies = Object.fromEntries(
    tarballs.map((name) => [name.replace(/^trtc-call-(\w+)-.*$/, '@trtc-call/$1'), `file:packed/${name}`]),
  )
  const nodes = Object.entries(nodeVersions).map(([alias, version]) => [alias, `npm:node@${version}`])
  const manifest = { private: true, type: 'module', dependencies: { ...dependencies, ...Object.fromEntries(nodes) } }
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...manifest, overrides: dependencies }))
  await run('npm', ['install', '--no-audit', '--no-fund', '--foreground-scripts'], { cwd: folder })
  return {
    folder,
    tarballs,
    async run(node, ...parameters) {
      const binary = join(folder, 'node_modules', node, 'bin', 'node')
      return (await run(binary, parameters, { cwd: folder })).stdout
    },
  }
}
