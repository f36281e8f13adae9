import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type Consumer, createConsumer } from './consumer.ts'
import { compile, compilerPackages } from './types/compilers.ts'
import { type Entry, listEntries } from './types/entries.ts'
import { compilerOptions, environmentPackages, runsIn } from './types/environments.ts'
import { importSnippets } from './types/snippets.ts'

/** The entries that need an optional peer. No other entry may need one. */
const needPeers = ['@trtc-call/core/otel', '@trtc-call/edge/otel', '@trtc-call/node/otel', '@trtc-call/emulator/vitest']

let consumer: Consumer
let entries: readonly Entry[]

beforeAll(async () => {
  const tarballs = inject('tarballs')
  consumer = await createConsumer({ tarballs, dependencies: { ...compilerPackages(), ...environmentPackages } })
  entries = (await Promise.all(Object.keys(tarballs).map((name) => listEntries(consumer.folder, name)))).flat()
})

afterAll(() => consumer?.remove())

test('every entry compiles alone, without the optional peers, except those about a peer', async () => {
  expect(entries.length).toBeGreaterThan(15)
  const failing: string[] = []
  for (const entry of entries) if (!(await compilesAlone(entry))) failing.push(entry.importName)
  expect(failing.sort()).toEqual([...needPeers].sort())
})

/** A project of its own for each: declarations that one entry brings must not help another. */
async function compilesAlone(entry: Entry): Promise<boolean> {
  const environment = runsIn('DOM only', entry.packageName) ? 'DOM only' : '@types/node only'
  const name = entry.importName.replace(/\W+/g, '-')
  const snippets = importSnippets(entry).map(({ file, text }) => ({ file: `${name}-${file}`, text }))
  for (const { file, text } of snippets) await writeFile(join(consumer.folder, file), text)
  const options = compilerOptions(environment, 'nodenext')
  const config = `${name}.json`
  const files = snippets.map(({ file }) => file)
  await writeFile(join(consumer.folder, config), JSON.stringify({ compilerOptions: options, files }))
  return (await compile('typescript7', consumer.folder, config)).length === 0
}
