import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Something with types that can be imported from an installed package. */
export interface Entry {
  readonly packageName: string
  /** `@trtc-call/core/inspect`. */
  readonly importName: string
  readonly isRequirable: boolean
}

/** Every entry of a package, by the `exports` that would be published. */
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
