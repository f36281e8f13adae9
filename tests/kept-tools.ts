import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { npmInstall } from './consumer.ts'

/** What to install, as in a package.json. */
export interface ToolsManifest {
  readonly dependencies: Readonly<Record<string, string>>
  readonly overrides?: Readonly<Record<string, string>>
}

const kept = fileURLToPath(new URL('node_modules/.cache/trtc-call-tools/', import.meta.url))

/**
 * Installs programs that only a few tests need, outside the workspace so that its lockfile stays small, and keeps them
 * for the next run.
 *
 * @returns The folder that has them in its node_modules.
 */
export async function keptTools(manifest: ToolsManifest): Promise<string> {
  const text = JSON.stringify({ private: true, ...manifest })
  const folder = join(kept, createHash('sha256').update(text).digest('hex').slice(0, 16))
  if (await exists(folder)) return folder
  await mkdir(kept, { recursive: true })
  // Under another name first: a run that was broken off must not leave half of it.
  const unfinished = await mkdtemp(join(kept, 'unfinished-'))
  await writeFile(join(unfinished, 'package.json'), text)
  await npmInstall(unfinished)
  await rename(unfinished, folder).catch(async (error) => {
    await rm(unfinished, { recursive: true })
    if (!(await exists(folder))) throw error
  })
  return folder
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}
