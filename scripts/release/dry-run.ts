/**
 * Runs a release without publishing, in a temporary copy of the work tree: versions, builds, packs and checks each package,
 * and writes its bill of materials. `pnpm release:dry [folder]` keeps the tarballs and the bills in that folder.
 */
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { writeBills } from './bill-of-materials.ts'
import { copyTree } from './copy-tree.ts'
import { runCommand } from './run-command.ts'

const { folder: cwd, remove } = await copyTree()
try {
  const kept = resolve(process.argv[2] ?? join(cwd, 'release'))
  await mkdir(kept, { recursive: true })
  await step('version', 'node', ['scripts/release/version.ts'])
  await step('build', 'turbo', ['run', 'build', '--filter=./packages/*', '--output-logs=errors-only'])
  await step('check', 'turbo', ['run', 'package', '--output-logs=errors-only'])
  await step('pack', 'pnpm', ['--filter', './packages/*', 'pack', '--pack-destination', kept])
  console.error('bill of materials')
  await writeBills(cwd, kept)
  console.error(await summary(kept))
} catch (error) {
  console.error(`The release failed; nothing was published. ${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
} finally {
  await remove()
}

async function step(name: string, program: string, parameters: readonly string[]): Promise<void> {
  console.error(name)
  await runCommand(program, parameters, { cwd, output: 'show' })
}

async function summary(kept: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(cwd, 'packages/spec/package.json'), 'utf8'))
  const files = (await readdir(kept)).sort()
  const where = process.argv[2] === undefined ? 'taken away again' : `kept in ${kept}`
  return `${version} can be released. Nothing was published. ${files.length} files, ${where}:\n${files.join('\n')}`
}
