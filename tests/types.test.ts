import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Consumer, createConsumer } from './consumer.ts'
import { listSurprises } from './types/check.ts'
import { type Compiler, compile, compilerPackages, compilers, runCompiler } from './types/compilers.ts'
import { type Entry, listEntries } from './types/entries.ts'
import {
  compilerOptions,
  type Environment,
  environmentPackages,
  environments,
  type Resolution,
  resolutions,
  runsIn,
} from './types/environments.ts'
import { caseSnippets, importSnippets, type Snippet, subpathSnippets } from './types/snippets.ts'

const clients = ['@trtc-call/core', '@trtc-call/node', '@trtc-call/edge']
const compilerNames = Object.keys(compilers) as Compiler[]
const environmentNames = Object.keys(environments) as Environment[]
const resolutionNames = Object.keys(resolutions) as Resolution[]

let consumer: Consumer
const snippetsOf = new Map<Environment, readonly Snippet[]>()

beforeAll(async () => {
  const tarballs = inject('tarballs')
  const dependencies = { ...compilerPackages(), ...environmentPackages, ...(await listPeers(Object.keys(tarballs))) }
  consumer = await createConsumer({ tarballs, dependencies })
  const listed = await Promise.all(Object.keys(tarballs).map((name) => listEntries(consumer.folder, name)))
  for (const environment of environmentNames) {
    const entries = listed.flat().filter(({ packageName }) => runsIn(environment, packageName))
    snippetsOf.set(environment, await writeProject(environment, entries))
  }
})

afterAll(() => consumer?.remove())

test.each(compilerNames)('%s has the expected version', async (compiler) => {
  expect(await runCompiler(compiler, consumer.folder, '--version')).toContain(`Version ${compilers[compiler]}`)
})

test('missing and unexpected compiler errors are reported', () => {
  const right: Snippet = { file: 'right.mts', name: 'right', text: '' }
  const wrong: Snippet = {
    file: 'wrong.mts',
    name: 'wrong',
    text: '',
    mistake: { line: 9, says: 'field', codes: [2353] },
  }
  const found = (file: string, line: number) => ({ file, line, code: 2353, message: 'the field is not known' })
  expect(listSurprises([right, wrong], [found('x/wrong.mts', 9)])).toEqual([])
  expect(listSurprises([right, wrong], [])).toEqual(['wrong: compiles'])
  expect(listSurprises([wrong], [found('x/wrong.mts', 3)])).toEqual([expect.stringContaining('for another reason')])
  expect(listSurprises([right], [found('x/right.mts', 9)])).toEqual([expect.stringContaining('right: refused')])
  expect(listSurprises([right], [found('types.d.ts', 1)])).toEqual([expect.stringContaining('types.d.ts')])
})

describe.each(compilerNames)('%s', (compiler) => {
  describe.each(resolutionNames)('resolving as %s', (resolution) => {
    test.each(environmentNames)('accepts what is right and refuses what is wrong, with %s', async (environment) => {
      const config = `${folderOf(environment)}/${resolution}.json`
      const diagnostics = await compile(compiler, consumer.folder, config)
      const snippets = (snippetsOf.get(environment) ?? []).filter(({ file }) => isCompiled(file, resolution))
      expect(snippets.length).toBeGreaterThan(5)
      expect(listSurprises(snippets, diagnostics)).toEqual([])
    })
  })
})

/** The packages that users must install for some of the entries. */
async function listPeers(names: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const peers = names.map(async (name) => {
    const folder = new URL(`./node_modules/${name}/`, import.meta.url)
    return JSON.parse(await readFile(new URL('package.json', folder), 'utf8')).peerDependencies ?? {}
  })
  return Object.assign({}, ...(await Promise.all(peers)))
}

/** One folder for each environment, with one configuration for each module resolution. */
async function writeProject(environment: Environment, entries: readonly Entry[]): Promise<readonly Snippet[]> {
  const folder = join(consumer.folder, folderOf(environment))
  const main = entries.filter(({ importName }) => clients.includes(importName))
  const snippets = [
    ...entries.flatMap(importSnippets),
    ...entries.flatMap((entry) => subpathSnippets(entry, environment)),
    ...main.flatMap(caseSnippets),
  ]
  await mkdir(folder)
  await Promise.all(snippets.map(({ file, text }) => writeFile(join(folder, file), text)))
  for (const resolution of resolutionNames) {
    const files = snippets.map(({ file }) => file).filter((file) => isCompiled(file, resolution))
    const config = { compilerOptions: compilerOptions(environment, resolution), files }
    await writeFile(join(folder, `${resolution}.json`), JSON.stringify(config))
  }
  return snippets
}

/** A CommonJS project has no ES modules. */
function isCompiled(file: string, resolution: Resolution): boolean {
  return resolution !== 'commonjs' || file.endsWith('.cts')
}

function folderOf(environment: Environment): string {
  return environment.replace(/\W+/g, '-')
}
