import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, inject, test } from 'vitest'
import { type Import, isDeclaration, isPath, listImports, packageOf, targetOf } from './types/imports.ts'

const tarballs = inject('tarballs')

/** Development dependencies. Our types must not contain theirs, so that users can update one without the other. */
const inside = ['fflate', 'lossless-json', 'openapi-fetch']

describe.each(Object.keys(tarballs))('%s, as it would be published,', (name) => {
  test('imports only what it declares', async () => {
    const files = await readTarball(name)
    const declared = [name, ...listDeclared(files)]
    const undeclared = listForeign(files).filter((imported) => !declared.includes(packageOf(imported)))
    expect(undeclared).toEqual([])
  })

  test('contains every file that it imports by path', async () => {
    const files = await readTarball(name)
    const paths = listImports(files).filter(isPath)
    expect(paths.filter((imported) => !files.has(targetOf(imported)))).toEqual([])
  })

  test('declares only dependencies that it uses', async () => {
    const files = await readTarball(name)
    const imported = listForeign(files).map(packageOf)
    // One of our packages can load a peer that another one declares.
    const peers = await Promise.all(
      imported
        .filter((each) => each in tarballs)
        .map(async (each) => readManifest(await readTarball(each)).peerDependencies),
    )
    const used = [...imported, ...peers.flatMap((each) => Object.keys(each ?? {}))]
    expect(
      Object.keys(readManifest(files).dependencies ?? {}).filter((installed) => !used.includes(installed)),
    ).toEqual([])
  })

  test('exposes no types of development dependencies', async () => {
    const shown = listForeign(await readTarball(name)).filter(isDeclaration)
    expect(shown.filter((imported) => inside.includes(packageOf(imported)))).toEqual([])
  })
})

test('core contains the licenses of its bundled dependencies', async () => {
  const files = await readTarball('@trtc-call/core')
  const licences = files.get('THIRD-PARTY-LICENSES') ?? ''
  expect(inside.filter((bundled) => !licences.includes(bundled))).toEqual([])
})

test('finds imports of every kind, and none in comments', () => {
  const code = "/** import 'comment' */ import 'a'; export * from 'b/c'; const d = require('@d/e/f'); import('./g.js')"
  const types = "/// <reference types=\"h\" />\nexport type I = import('i').I; import J = require('j')"
  const found = listImports(
    new Map([
      ['dist/x.js', code],
      ['dist/x.d.ts', types],
    ]),
  )
  expect(found.map(packageOf).sort()).toEqual(['.', '@d/e', 'a', 'b', 'h', 'i', 'j'])
})

function listForeign(files: ReadonlyMap<string, string>): Import[] {
  return listImports(files).filter((imported) => !isPath(imported) && !isBuiltin(imported.from))
}

function listDeclared(files: ReadonlyMap<string, string>): string[] {
  const { dependencies, peerDependencies, imports } = readManifest(files)
  return Object.keys({ ...dependencies, ...peerDependencies, ...imports })
}

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  /** Names of its own for its own files. */
  readonly imports?: Readonly<Record<string, string>>
}

function readManifest(files: ReadonlyMap<string, string>): Manifest {
  return JSON.parse(files.get('package.json') ?? '{}')
}

/** The text files, by path in the package. */
async function readTarball(name: string): Promise<ReadonlyMap<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-tarball-'))
  try {
    await promisify(execFile)('tar', ['xzf', tarballs[name] ?? '', '--strip-components=1', '-C', folder])
    const paths = (await readdir(folder, { recursive: true })).filter((path) =>
      /\.([cm]?[jt]s|json)$|^THIRD-PARTY/.test(path),
    )
    return new Map(
      await Promise.all(paths.map(async (path) => [path, await readFile(join(folder, path), 'utf8')] as const)),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
