import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** A typed entry of an installed package. */
export interface Entry {
  readonly packageName: string
  /** `@trtc-call/core/inspect`. */
  readonly importName: string
  readonly isRequirable: boolean
}

/** Lists every entry of a package, by its published `exports`. */
export async function listEntries(folder: string, packageName: string): Promise<Entry[]> {
  const manifest = JSON.parse(await readFile(join(folder, 'node_modules', packageName, 'package.json'), 'utf8'))
  const entries = Object.entries(manifest.exports as Readonly<Record<string, unknown>>)
  return entries
    .filter(([, target]) => JSON.stringify(target).includes('"types"'))
    .map(([subpath, target]) => ({
      packageName,
      importName: packageName + subpath.slice(1),
      isRequirable: JSON.stringify(target).includes('"require"'),
    }))
}
