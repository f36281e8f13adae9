/**
 * Fails if a published package has changed since a commit without a changeset.
 * `pnpm release:check [since]`; the default is `origin/main`.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runCommand } from './run-command.ts'

const cwd = process.cwd()
const since = process.argv[2] ?? 'origin/main'

const files = (await changedFiles(since)).split('\n')
const packages = [...new Set(files.filter(isShipped).map((file) => file.split('/')[1] ?? ''))]
const hasChangeset = files.some((file) => /^\.changeset\/(?!README)[^/]+\.md$/.test(file))
// The release commit removes the changesets.
const isRelease = files.some((file) => /^packages\/[^/]+\/CHANGELOG\.md$/.test(file))

if (packages.length > 0 && !hasChangeset && !isRelease) {
  const names = await Promise.all(packages.map(nameOf))
  console.error(
    `Changed without a changeset: ${names.join(', ')}. Nothing was published.\n` +
      'Run `npx --yes pnpm@12.21.0 changeset` and commit its file; use `changeset --empty` if users cannot notice.',
  )
  process.exitCode = 1
}

/** Lists the files changed on the branch, or between both commits if a shallow clone has no common ancestor. */
async function changedFiles(commit: string): Promise<string> {
  const list = ['diff', '--name-only', '--diff-filter=ACMRD']
  try {
    return await runCommand('git', [...list, `${commit}...HEAD`], { cwd })
  } catch {
    return await runCommand('git', [...list, commit, 'HEAD'], { cwd })
  }
}

/** Tests and API reports are not published; a changed README is published with the next release. */
function isShipped(file: string): boolean {
  return /^packages\/[^/]+\//.test(file) && !/^packages\/[^/]+\/((test|etc|scripts)\/|README\.md$)/.test(file)
}

async function nameOf(folder: string): Promise<string> {
  const manifest = await readFile(join(cwd, 'packages', folder, 'package.json'), 'utf8').catch(() => '{}')
  return JSON.parse(manifest).name ?? `packages/${folder}`
}
