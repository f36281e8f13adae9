import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { commitAll } from '../../scripts/release/copy-tree.ts'
import { runCommand } from '../../scripts/release/run-command.ts'

const script = fileURLToPath(new URL('../../scripts/release/require-changeset.ts', import.meta.url))

let origin: string
let clone: string

beforeEach(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-changeset-'))
  origin = join(folder, 'origin')
  clone = join(folder, 'clone')
  await mkdir(origin)
  await git('init', '--quiet', '--initial-branch=main')
  await write('packages/core/package.json', '{ "name": "@trtc-call/core" }')
  await write('packages/core/src/index.ts', 'export {}')
  await commitAll(origin, 'core: begin')
  await git('checkout', '--quiet', '-b', 'topic')
})

afterEach(() => rm(dirname(origin), { recursive: true, force: true }))

test('a changed package needs one', async () => {
  await write('packages/core/src/index.ts', 'export const one = 1')
  await expect(checkPullRequest()).rejects.toThrow(/without a changeset: @trtc-call\/core\./)
})

test('one in the same branch is sufficient', async () => {
  await write('packages/core/src/index.ts', 'export const one = 1')
  await write('.changeset/one.md', '---\n"@trtc-call/core": minor\n---\n\nCount to one\n')
  await expect(checkPullRequest()).resolves.toBe('')
})

test('the README of the changesets does not count', async () => {
  await write('packages/core/src/index.ts', 'export const one = 1')
  await write('.changeset/README.md', 'How to write one')
  await expect(checkPullRequest()).rejects.toThrow(/without a changeset/)
})

test.each([
  'docs/proxies.md',
  'packages/core/README.md',
  'packages/core/test/one.test.ts',
  'packages/core/etc/index.api.md',
  'tests/one.test.ts',
])('a change of %s needs none', async (path) => {
  await write(path, 'changed')
  await expect(checkPullRequest()).resolves.toBe('')
})

test('later changes on main do not count', async () => {
  await write('docs/proxies.md', 'changed')
  await commitAll(origin, 'docs: change')
  await git('checkout', '--quiet', 'main')
  await write('packages/core/src/index.ts', 'export const other = 1')
  await commitAll(origin, 'core: change, with a changeset that has been used since')
  await git('checkout', '--quiet', 'topic')
  await expect(checkPullRequest()).resolves.toBe('')
})

test('a release, which consumes the changesets, needs none', async () => {
  await write('packages/core/package.json', '{ "name": "@trtc-call/core", "version": "0.1.0" }')
  await write('packages/core/CHANGELOG.md', '## 0.1.0')
  await expect(checkPullRequest()).resolves.toBe('')
})

/** As in CI: the merge of the branch into main, in a clone with a depth of two commits. */
async function checkPullRequest(): Promise<string> {
  const { length } = await git('status', '--porcelain')
  if (length > 0) await commitAll(origin, 'topic: change')
  await git('checkout', '--quiet', '-b', 'merge', 'main')
  const who = ['-c', 'user.name=release', '-c', 'user.email=release@localhost']
  await git(...who, 'merge', '--quiet', '--no-ff', '--no-edit', 'topic')
  const source = `file://${origin}`
  await runCommand('git', ['clone', '--quiet', '--depth=2', '--branch=merge', source, clone], { cwd: origin })
  return runCommand(process.execPath, [script, 'HEAD^1'], { cwd: clone })
}

function git(...parameters: readonly string[]): Promise<string> {
  return runCommand('git', parameters, { cwd: origin })
}

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(origin, path)), { recursive: true })
  await writeFile(join(origin, path), text)
}
