/**
 * Generates src/generated from the hand-written documents. With `--check`, compares the result with the files and changes
 * nothing.
 */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { emitErrorTable, emitHintTable } from './emit-errors.ts'
import { emitMethods } from './emit-methods.ts'
import { emitOperationTable } from './emit-operations.ts'
import { emitRequestTypes } from './emit-requests.ts'
import { emitServers } from './emit-servers.ts'
import { emitWireTypes } from './emit-wire-types.ts'
import { type Family, loadDocument, loadErrors, operationsOf } from './load.ts'

const target = new URL('../src/generated/', import.meta.url)
const families: readonly Family[] = ['call', 'trtc']

async function generate(): Promise<Map<string, string>> {
  const files = new Map<string, string>()
  for (const family of families) {
    const document = await loadDocument(family)
    const operations = operationsOf(family, document)
    files.set(`${family}.json`, `${JSON.stringify(document, undefined, 2)}\n`)
    files.set(`${family}-wire.ts`, await emitWireTypes(family, document))
    files.set(`${family}-requests.ts`, emitRequestTypes(family, document, operations))
    files.set(`${family}-operations.ts`, emitOperationTable(family, document, operations))
    files.set(`${family}-methods.ts`, emitMethods(family, operations))
    const errors = await loadErrors(family)
    files.set(`${family}-errors.ts`, emitErrorTable(family, errors))
    files.set(`${family}-hints.ts`, emitHintTable(family, errors))
    files.set(`${family}-servers.ts`, emitServers(family, document))
  }
  return files
}

async function staleFiles(files: Map<string, string>): Promise<string[]> {
  const present = await readdir(target).catch(() => [])
  const stale = present.filter((name) => !files.has(name))
  for (const [name, text] of files) {
    const committed = await readFile(new URL(name, target), 'utf8').catch(() => undefined)
    if (committed !== text) stale.push(name)
  }
  return stale
}

const files = await generate()
const stale = await staleFiles(files)
if (process.argv.includes('--check')) {
  if (stale.length > 0) {
    console.error(`src/generated is stale: ${stale.join(', ')}. Run: pnpm generate`)
    process.exit(1)
  }
  console.error(`src/generated is up to date (${files.size} files)`)
} else {
  await mkdir(target, { recursive: true })
  for (const name of stale) {
    const text = files.get(name)
    if (text === undefined) await rm(new URL(name, target))
    else await writeFile(new URL(name, target), text)
  }
  console.error(stale.length === 0 ? 'src/generated was up to date' : `wrote ${stale.join(', ')}`)
}
