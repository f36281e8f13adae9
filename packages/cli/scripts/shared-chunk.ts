import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

// Everything that `run.ts` imports statically is needed by every command, so it becomes one file, `run.js`, from which the commands
// import. esbuild's own splitting does not know that: it makes a file for every set of commands that share a module, and each file
// costs a third of a millisecond at every start. See docs/decisions/0015.

/** The sources of `run.js`, and of the entries that it imports dynamically. */
export interface Split {
  readonly shared: readonly string[]
  readonly entries: readonly string[]
}

/** @throws Error if two shared files export the same name, which esbuild would drop, or if two entries have the same file name. */
export async function findSplit(run: string): Promise<Split> {
  const entries = new Set<string>()
  const plugins = [externalise((path) => entries.add(path))]
  const options = { write: false, metafile: true, format: 'esm', platform: 'node', packages: 'external' } as const
  const bundled = await build({ ...options, entryPoints: [run], bundle: true, plugins })
  const shared = Object.keys(bundled.metafile.inputs).filter((path) => path !== run)
  const files = await build({ ...options, entryPoints: shared.filter((path) => path.endsWith('.ts')), outdir: '.' })
  assertUnique([...entries].map((path) => [basename(path), path]))
  const outputs = Object.values(files.metafile.outputs)
  assertUnique(outputs.flatMap(({ entryPoint = '', exports }) => exports.map((name) => [name, entryPoint] as const)))
  return { shared: shared.map((path) => resolve(path)), entries: [...entries] }
}

function assertUnique(names: readonly (readonly [name: string, file: string])[]): void {
  const owners = new Map<string, string>()
  for (const [name, file] of names) {
    const owner = owners.get(name)
    if (owner !== undefined) throw new Error(`${owner} and ${file} share the name ${name}: rename one of them`)
    owners.set(name, file)
  }
}

/** For `run.js`: leaves the entries out, and exports all shared files. */
export function sharedPlugin({ shared }: Split): Plugin {
  return {
    name: 'shared',
    setup(build) {
      externalise().setup(build)
      build.onLoad({ filter: /[\\/]src[\\/]run\.ts$/ }, async ({ path }) => {
        const exports = shared.map((file) => `export * from ${JSON.stringify(file)}`)
        return { contents: [await readFile(path, 'utf8'), ...exports].join('\n'), loader: 'ts' }
      })
    },
  }
}

/** For the entries: imports shared files from `run.js`. */
export function entryPlugin({ shared }: Split): Plugin {
  const files = new Set(shared)
  return {
    name: 'entry',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        return files.has(resolve(resolveDir, path)) ? { path: './run.js', external: true } : undefined
      })
    },
  }
}

/** Keeps dynamic imports as imports of files beside `run.js`. */
function externalise(onEntry: (path: string) => void = () => {}): Plugin {
  return {
    name: 'externalise',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        onEntry(resolve(resolveDir, path))
        return { path: `./${basename(path, '.ts')}.js`, external: true }
      })
    },
  }
}
