import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { SourceMap } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'

const installed = inject('installed')

const everywhere = ['package.json', 'README.md', 'LICENSE', 'CHANGELOG.md']
const types = /^dist\/[\w-]+\.d\.c?ts$/
const esm = /^dist\/[\w-]+\.js$/
const both = /^dist\/[\w-]+\.c?js$/
const maps = /^dist\/[\w-]+\.c?js\.map$/

/** The files that each package may contain beside its manifest, README, license and changelog. */
const shipped: Readonly<Record<string, readonly RegExp[]>> = {
  cli: [esm, maps, /^assets\/welcome\.mp4$/],
  core: [both, types, maps, /^THIRD-PARTY-LICENSES$/],
  edge: [esm, types, maps],
  emulator: [both, types, maps, /^(DIFFERENCES\.md|THIRD-PARTY-LICENSES)$/],
  node: [both, types, maps],
  spec: [
    both,
    types,
    /^openapi\/(call|trtc)\.yaml$/,
    /^dist\/openapi\/(call|trtc)\.json$/,
    /^errors\/(call|trtc)\.yaml$/,
  ],
}
const names = Object.keys(shipped)
const libraries = names.filter((name) => name !== 'cli')

interface Manifest {
  readonly exports: Readonly<Record<string, unknown>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly [field: string]: unknown
}

const folderOf = (name: string) => join(installed, 'node_modules', '@trtc-call', name)

async function manifestOf(name: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folderOf(name), 'package.json'), 'utf8'))
}

/** The files of a package, with slashes. */
async function filesOf(name: string): Promise<readonly string[]> {
  const entries = await readdir(folderOf(name), { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const relative = files.map((file) => file.slice(folderOf(name).length + 1).replaceAll('\\', '/'))
  return relative.filter((file) => !file.startsWith('node_modules/'))
}

describe.each(names)('@trtc-call/%s', (name) => {
  test('contains only the expected files', async () => {
    const files = await filesOf(name)
    expect(files).toEqual(expect.arrayContaining(['package.json', 'README.md', 'LICENSE']))
    const rest = files.filter((file) => !everywhere.includes(file))
    expect(rest.filter((file) => !shipped[name]?.some((pattern) => pattern.test(file)))).toEqual([])
    for (const pattern of shipped[name] ?? [])
      expect(
        rest.some((file) => pattern.test(file)),
        `${pattern}`,
      ).toBe(true)
  })

  test('has a description, a repository and engines', async () => {
    const manifest = await manifestOf(name)
    expect(manifest).toMatchObject({
      license: 'MIT',
      type: 'module',
      engines: { node: '>=20.19' },
      repository: {
        type: 'git',
        url: expect.stringMatching(/^git\+https:/),
        directory: expect.stringMatching(/^packages\//),
      },
    })
    expect((manifest.keywords as string[]).length).toBeGreaterThan(3)
    expect(String(manifest.description)).toMatch(/\.$/)
    expect(manifest.files).toContain('CHANGELOG.md')
  })

  test('has no install scripts, and depends on exact versions of its siblings', async () => {
    const manifest = await manifestOf(name)
    const scripts = Object.keys(manifest.scripts ?? {})
    expect(scripts.filter((script) => /install|prepare|prepack/.test(script))).toEqual([])
    const dependencies = Object.entries((manifest.dependencies ?? {}) as Record<string, string>)
    for (const [dependency, range] of dependencies) {
      if (dependency.startsWith('@trtc-call/')) expect(range).toBe(manifest.version)
      expect(range).toMatch(/^\d+\.\d+\.\d+$/)
    }
  })

  test('contains every file of its manifest', async () => {
    const { exports, bin } = await manifestOf(name)
    const files = (await filesOf(name)).map((file) => `./${file}`)
    for (const target of strings([exports, bin]).filter((path) => !path.includes('*'))) expect(files).toContain(target)
  })

  test('refers to no missing source map', async () => {
    const files = await filesOf(name)
    for (const file of files.filter((file) => both.test(file))) {
      const text = await readFile(join(folderOf(name), file), 'utf8')
      for (const [, map = ''] of text.matchAll(/^\/\/# sourceMappingURL=(.*)$/gm)) {
        expect(files).toContain(`${dirname(file)}/${map}`)
      }
    }
  })
})

test.each(libraries)('@trtc-call/%s has types on every entry and no side effects', async (name) => {
  const { exports, sideEffects } = await manifestOf(name)
  expect(sideEffects).toBe(false)
  const entries = Object.entries(exports).filter(([, target]) => typeof target !== 'string')
  expect(entries.length).toBeGreaterThan(0)
  for (const [entry, conditions] of entries) {
    const ways = 'types' in (conditions as object) ? [conditions] : Object.values(conditions as object)
    // The first matching condition applies: types must come first.
    for (const way of ways) expect(Object.keys(way as object), entry).toEqual(['types', 'default'])
  }
})

const requirable = libraries.filter((name) => name !== 'edge')

test.each(requirable)('@trtc-call/%s has the same entries for TypeScript that ignores exports', async (name) => {
  const { exports, main, types, typesVersions } = await manifestOf(name)
  const targets = Object.entries(exports).flatMap(([entry, target]) => {
    const way = (target as { readonly require?: object }).require ?? target
    const file = typeof way === 'string' ? way : (way as { readonly types: string }).types
    // The compiler also resolves a direct file path.
    return entry.includes('*') || entry === file ? [] : [[entry.slice(2), [file]] as const]
  })
  const { '': [mainTypes] = [], ...subpaths } = Object.fromEntries(targets)
  expect({ main, types }).toEqual({ main: './dist/index.cjs', types: mainTypes })
  expect(typesVersions).toEqual({ '*': subpaths })
})

test('the documents are the same in every form', async () => {
  for (const name of ['call', 'trtc'] as const) {
    const bundled = JSON.parse(await readFile(join(folderOf('spec'), `dist/openapi/${name}.json`), 'utf8'))
    const script = `import * as documents from '@trtc-call/spec/documents'\nimport bundled from '@trtc-call/spec/openapi/${name}.json' with { type: 'json' }\nconsole.log(JSON.stringify([documents.${name}Document, bundled]))`
    const { stdout } = await execute(['--input-type=module', '--eval', script])
    expect(JSON.parse(stdout)).toEqual([bundled, bundled])
  }
})

test.each(['cli', 'core', 'emulator', 'node'])(
  'the source maps of @trtc-call/%s lead to the lines they stand for',
  async (name) => {
    let found = 0
    const sources = await sourcesOf(name)
    for (const file of (await filesOf(name)).filter((file) => maps.test(file))) {
      const payload = JSON.parse(await readFile(join(folderOf(name), file), 'utf8'))
      const built = await readFile(join(folderOf(name), file.replace(/\.map$/, '')), 'utf8')
      const map = new SourceMap(payload)
      for (const [line, text] of built.split('\n').entries()) {
        const [, declared] = /^(?:async )?function (\w+)\(/.exec(text) ?? []
        if (declared === undefined || declared.startsWith('_')) continue
        const entry = map.findEntry(line, text.indexOf(declared))
        if (!('originalSource' in entry)) continue
        // Names of dependencies can be changed.
        if (!/^\.\.\/src\//.test(entry.originalSource)) continue
        const source = sources.get(entry.originalSource) ?? ''
        // The bundler numbers conflicting names.
        expect(source.split('\n')[entry.originalLine]).toContain(declared.replace(/\d+$/, ''))
        found += 1
      }
    }
    expect(found).toBeGreaterThan(10)
  },
)

/** The sources of a package, by their name in its source maps. Both builds have the same sources. */
async function sourcesOf(name: string): Promise<ReadonlyMap<string, string>> {
  const sources = new Map<string, string>()
  for (const file of (await filesOf(name)).filter((file) => maps.test(file))) {
    const payload = JSON.parse(await readFile(join(folderOf(name), file), 'utf8'))
    for (const [index, text] of (payload.sourcesContent ?? []).entries()) sources.set(payload.sources[index], text)
  }
  return sources
}

test('a stack trace of the emulator has the line in its source', async () => {
  const script = "import { startEmulator } from '@trtc-call/emulator'\nstartEmulator({ nothing: 1 })"
  const failure = await execute(['--enable-source-maps', '--input-type=module', '--eval', script]).catch(
    (error) => error,
  )
  expect(failure.stderr).toMatch(/emulator[\\/]src[\\/][\w-]+\.ts:\d+/)
})

function execute(parameters: readonly string[]): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return promisify(execFile)(process.execPath, parameters, { cwd: installed })
}

function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}
