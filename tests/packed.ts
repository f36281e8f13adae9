import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { TestProject } from 'vitest/node'

/** The absolute path of each package's tarball, by package name. */
export type Tarballs = Readonly<Record<string, string>>

declare module 'vitest' {
  interface ProvidedContext {
    /** `inject('tarballs')['@trtc-call/core']`; packed once per run and deleted after it. */
    readonly tarballs: Tarballs
  }
}

const root = fileURLToPath(new URL('..', import.meta.url))

/** Packs every package once for all test files of a run. Build before: it packs the last build. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'trtc-call-packed-'))
  const pack = ['--filter', './packages/*', 'pack', '--pack-destination', folder, '--json']
  const { stdout } = await promisify(execFile)('pnpm', pack, { cwd: root })
  const packed = JSON.parse(stdout) as { readonly name: string; readonly filename: string }[]
  project.provide('tarballs', Object.fromEntries(packed.map(({ name, filename }) => [name, filename])))
  return () => rm(folder, { recursive: true, force: true })
}
