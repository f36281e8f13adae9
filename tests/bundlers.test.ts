import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Emulator, startEmulator } from '@trtc-call/emulator'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Format, formats, programs, programText } from './bundlers/programs.ts'
import { type Consumer, createConsumer } from './consumer.ts'
import { type Entry, listEntries } from './types/entries.ts'

const run = promisify(execFile)

const tools = {
  esbuild: '0.28.2',
  tsup: '9.0.0',
  rollup: '4.68.8',
  '@rollup/plugin-commonjs': '29.0.3',
  '@rollup/plugin-json': '6.1.0',
  '@rollup/plugin-node-resolve': '16.0.3',
  typescript: '5.9.3',
  webpack: '5.113.0',
  vite: '8.4.0',
}
const peers = { '@opentelemetry/api': '1.9.1', 'https-proxy-agent': '9.1.0', 'proxy-from-env': '2.1.0' }
const bundlers = ['esbuild', 'esbuild, minified', 'tsup', 'rollup', 'webpack', 'vite']

const report = { call: 'ended', stream: 'stopped', errors: [] }
const common = { empty: [], hasRequire: false }
const expected: Readonly<Record<string, object>> = {
  '@trtc-call/node': { ...common, report, compressed: true, faults: [], code: 'ERR_PROXY_CONNECTION' },
  '@trtc-call/edge': { ...common, report },
  '@trtc-call/emulator': { ...common, page: [200, 'text/html'] },
}

let consumer: Consumer
let entries: readonly Entry[]
/** Outside the project, so that a bundle cannot load a package that it lacks. */
let bundles: string
let emulator: Emulator

beforeAll(async () => {
  const tarballs = inject('tarballs')
  consumer = await createConsumer({ tarballs, dependencies: { ...tools, ...peers } })
  entries = (await Promise.all(Object.keys(tarballs).map((name) => listEntries(consumer.folder, name)))).flat()
  await copyFile(fileURLToPath(new URL('bundlers/bundle.mjs', import.meta.url)), join(consumer.folder, 'bundle.mjs'))
  bundles = await mkdtemp(join(tmpdir(), 'trtc-call-bundles-'))
  emulator = await startEmulator({ answerAfterMs: 0 })
})

afterAll(async () => {
  await emulator?.close()
  if (bundles) await rm(bundles, { recursive: true, force: true })
  await consumer?.remove()
})

describe.each(bundlers)('%s', (bundler) => {
  describe.each(Object.keys(programs))('bundles %s', (name) => {
    test.each(formatsOf(name))('%s, and it works in Node 20 and 24', async (_name, format) => {
      const bundle = await bundleProgram(bundler, name, format)
      const loaded = await Promise.all(['node20', 'node24'].map((node) => load(node, bundle)))
      expect(loaded).toEqual([expected[name], expected[name]])
    })
  })
})

/** The edge client cannot be required. */
function formatsOf(name: string): [string, Format][] {
  return Object.entries(formats).filter(([, { source }]) => name !== '@trtc-call/edge' || source === 'mjs')
}

async function bundleProgram(bundler: string, name: string, format: Format): Promise<string> {
  const program = programs[name]
  if (program === undefined) throw new Error(`no program ${name}`)
  const input = join(consumer.folder, `${name.replace(/\W+/g, '-').slice(1)}.${format.source}`)
  await writeFile(input, programText(program, entries, format.source))
  const folder = join(bundles, [bundler, name, ...Object.values(format)].join('-').replace(/\W+/g, '-'))
  await mkdir(folder)
  const output = join(folder, `bundle.${format.output}`)
  const parameters = [bundler, input, output, format.format, program.platform]
  await run(process.execPath, ['bundle.mjs', ...parameters], { cwd: consumer.folder })
  return output
}

async function load(node: string, bundle: string): Promise<unknown> {
  const binary = join(inject('runtimes'), 'node_modules', node, 'bin', 'node')
  // A separate callee for each program, because a callee in a call is busy.
  const { stdout } = await run(binary, [bundle, JSON.stringify(emulator.clientOptions), node], { cwd: bundles })
  return JSON.parse(stdout)
}
