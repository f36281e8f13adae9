/**
 * Applies the changesets to versions and changelogs, and adds the changes in the OpenAPI documents to the spec's changelog.
 * Changes files without committing them. `pnpm release:version`
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { changesSection, insertSection } from './openapi/changes-section.ts'
import { compareDocuments } from './openapi/compare-documents.ts'
import type { Json } from './openapi/flatten-document.ts'
import { runCommand } from './run-command.ts'

const cwd = process.cwd()
const documents = ['call.json', 'trtc.json'] as const
const generated = 'packages/spec/src/generated'

const before = await specVersion()
await runCommand('node', ['node_modules/@changesets/cli/bin.js', 'version'], { cwd, output: 'show' })
const after = await specVersion()
if (after !== before) await listChanges(before, after)

async function specVersion(): Promise<string> {
  return JSON.parse(await readFile(join(cwd, 'packages/spec/package.json'), 'utf8')).version
}

async function listChanges(from: string, to: string): Promise<void> {
  const section = from === '0.0.0' ? firstRelease() : changesSection(await changesSince(`@trtc-call/spec@${from}`))
  const path = join(cwd, 'packages/spec/CHANGELOG.md')
  await writeFile(path, insertSection(await readFile(path, 'utf8'), to, section))
}

function firstRelease(): string {
  return '### OpenAPI documents\n\nThe first release of both.\n'
}

async function changesSince(tag: string): Promise<Record<string, ReturnType<typeof compareDocuments>>> {
  const changes: Record<string, ReturnType<typeof compareDocuments>> = {}
  for (const name of documents) {
    const now = JSON.parse(await readFile(join(cwd, generated, name), 'utf8')) as Json
    changes[name] = compareDocuments(JSON.parse(await released(tag, name)) as Json, now)
  }
  return changes
}

async function released(tag: string, name: string): Promise<string> {
  try {
    return await runCommand('git', ['show', `${tag}:${generated}/${name}`], { cwd })
  } catch (cause) {
    throw new Error(`${name} of the last release is not in this clone: fetch the tag ${tag}, then start over.`, {
      cause,
    })
  }
}
