import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { commitAll, copyTree } from '../../scripts/release/copy-tree.ts'
import { registryEnvironment } from '../../scripts/release/registry-environment.ts'
import { runCommand } from '../../scripts/release/run-command.ts'

/** A change to the sources of a copy of this work tree, with its changeset. */
export interface SourceChange {
  readonly bump: 'minor' | 'major'
  readonly packages: readonly string[]
  /** Title, reason and migration line, as in a file of .changeset. */
  readonly text: string
  /** Folders under packages/ that have to be built again. */
  readonly rebuilds: readonly string[]
  /** Returns the new text of each file, by path. */
  readonly edits: Readonly<Record<string, (text: string) => string>>
}

/** Publishes versions from a copy of this work tree, without changing the work tree or its git. */
export interface Releases {
  /** Applies the changesets, publishes, and returns the version. */
  publish(): Promise<string>
  /** Commits a change to the copy. */
  change(change: SourceChange): Promise<void>
  remove(): Promise<void>
}

export async function startReleases(registry: string): Promise<Releases> {
  const env = registryEnvironment(registry)
  const { folder: cwd, remove } = await copyTree({ withDist: true })
  const publish = async () => {
    await runCommand('node', ['scripts/release/version.ts'], { cwd, env })
    const { version } = JSON.parse(await readFile(join(cwd, 'packages/spec/package.json'), 'utf8'))
    await commitAll(cwd, `release: ${version}`)
    await runCommand('node', ['node_modules/@changesets/cli/bin.js', 'publish'], { cwd, env })
    return version as string
  }
  const change = async ({ bump, packages, text, rebuilds, edits }: SourceChange) => {
    for (const [path, edit] of Object.entries(edits)) {
      const before = await readFile(join(cwd, path), 'utf8').catch(() => '')
      if (edit(before) === before) throw new Error(`The change no longer finds what it changes in ${path}.`)
      await writeFile(join(cwd, path), edit(before))
    }
    const head = packages.map((name) => `'${name}': ${bump}\n`).join('')
    await writeFile(join(cwd, '.changeset', `test-${bump}.md`), `---\n${head}---\n\n${text}\n`)
    for (const name of rebuilds) await runCommand('tsup', [], { cwd: join(cwd, 'packages', name) })
    await commitAll(cwd, `core: a ${bump} change`)
  }
  return { publish, change, remove }
}
