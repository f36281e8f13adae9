import { join } from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import type { Project } from './projects.ts'

/** Bundles a file of a project as wrangler does, and returns the response of workerd without Node compatibility. */
export async function runWorker(project: Project, file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(project.folder, file)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker'],
    target: 'es2022',
    logLevel: 'error',
  })
  const workerd = new Miniflare({
    modules: true,
    script: outputFiles[0]?.text ?? '',
    cf: false,
    compatibilityDate: '2026-07-30',
    compatibilityFlags: ['no_nodejs_compat', 'no_nodejs_compat_v2'],
  })
  try {
    const response = await workerd.dispatchFetch('http://worker.test/')
    return await response.text()
  } finally {
    await workerd.dispose()
  }
}
