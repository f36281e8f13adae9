import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { npmInstall } from '../consumer.ts'
import { runtimePackages } from './versions.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder whose node_modules has every runtime that is an executable; see versions.ts. */
    readonly runtimes: string
  }
}

const kept = fileURLToPath(new URL('../.runtimes/', import.meta.url))

/** Installs the runtimes once per set of versions, because they take a gigabyte. */
export async function setup(project: TestProject): Promise<void> {
  const manifest = JSON.stringify({ private: true, dependencies: runtimePackages() })
  const folder = join(kept, createHash('sha256').update(manifest).digest('hex').slice(0, 16))
  if (!(await exists(folder))) await install(manifest, folder)
  project.provide('runtimes', folder)
}

/** Installs to a temporary folder first, so that an aborted or concurrent run leaves no incomplete installation. */
async function install(manifest: string, folder: string): Promise<void> {
  await mkdir(kept, { recursive: true })
  const stale = await readdir(kept)
  const unfinished = await mkdtemp(join(kept, 'unfinished-'))
  await writeFile(join(unfinished, 'package.json'), manifest)
  await npmInstall(unfinished)
  await rename(unfinished, folder).catch(async (error) => {
    await rm(unfinished, { recursive: true })
    if (!(await exists(folder))) throw error
  })
  for (const name of stale.filter((name) => !name.startsWith('unfinished-'))) {
    if (join(dirname(folder), name) !== folder) await rm(join(kept, name), { recursive: true, force: true })
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
