import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A public entry of a package. */
export interface PublicEntry {
  /** `@trtc-call/core/inspect`. */
  readonly importName: string
  readonly packageFolder: string
  /** Absolute path of the built .d.ts. */
  readonly declarations: string
  /** Name of its report in the package's `etc` folder. */
  readonly reportName: string
}

type Exports = Readonly<Record<string, unknown>>

/** Lists every subpath with types in the `exports` of all packages. */
export function listPublicEntries(packagesFolder: string): PublicEntry[] {
  return readdirSync(packagesFolder).flatMap((folder) => listEntriesOf(join(packagesFolder, folder)))
}

function listEntriesOf(packageFolder: string): PublicEntry[] {
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8'))
  return Object.entries(manifest.exports as Exports).flatMap(([subpath, target]) => {
    const types = findTypes(target)
    if (types === undefined) return []
    const name = subpath.slice(2)
    return {
      importName: name === '' ? manifest.name : `${manifest.name}/${name}`,
      packageFolder,
      declarations: join(packageFolder, types),
      reportName: `${name === '' ? 'index' : name.replaceAll('/', '-')}.api.md`,
    }
  })
}

/** The types for ESM; those for CommonJS are built from the same sources. */
function findTypes(target: unknown): string | undefined {
  if (typeof target !== 'object' || target === null) return undefined
  const { types, import: forImport } = target as { readonly types?: string; readonly import?: unknown }
  return types ?? findTypes(forImport)
}
