import { readFile } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { build, type Plugin } from 'esbuild'

// A file more costs a third of a millisecond at every start, and esbuild makes one of every set of modules that the same
// commands share: a command would load twenty. So what every command line needs, the trunk, becomes one file, `run.js`, and each
// command becomes a branch: a file of its own that imports from the trunk what it needs of it.

/** The sources of the one, and of the others. */
export interface Tree {
  readonly trunk: readonly string[]
  readonly branches: readonly string[]
}

/** The trunk is what `src/run.ts` imports at once, the branches are what it imports later. */
export async function findTree(run: string): Promise<Tree> {
  const branches = new Set<string>()
  const options = {
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  } as const
  const { metafile } = await build({
    ...options,
    entryPoints: [run],
    plugins: [leaveBranches((path) => branches.add(path))],
  })
  return { trunk: Object.keys(metafile.inputs).map((path) => resolve(path)), branches: [...branches] }
}

/** For the trunk: branches stay files of their own, and everything in the trunk can be imported from it. */
export function trunkPlugin({ trunk }: Tree, run: string): Plugin {
  return {
    name: 'trunk',
    setup(build) {
      leaveBranches().setup(build)
      build.onLoad({ filter: /[\\/]src[\\/]run\.ts$/ }, async ({ path }) => {
        const others = trunk.filter((file) => file !== resolve(run))
        const exports = others.map((file) => `export * from ${JSON.stringify(file)}`)
        return { contents: [await readFile(path, 'utf8'), ...exports].join('\n'), loader: 'ts' }
      })
    },
  }
}

/** For the branches: what is in the trunk comes from there. */
export function branchPlugin({ trunk }: Tree): Plugin {
  const files = new Set(trunk)
  return {
    name: 'branch',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, resolveDir }) => {
        return files.has(resolve(resolveDir, path)) ? { path: './run.js', external: true } : undefined
      })
    },
  }
}

function leaveBranches(tell: (path: string) => void = () => {}): Plugin {
  return {
    name: 'leave-branches',
    setup(build) {
      build.onResolve({ filter: /^\./ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined
        tell(resolve(resolveDir, path))
        return { path: `./${basename(path, '.ts')}.js`, external: true }
      })
    },
  }
}
