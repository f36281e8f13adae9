import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Format } from 'esbuild'

const runners = fileURLToPath(new URL('runners/', import.meta.url))

/** Writes a program to the installed project, where it can import the packages by name, and returns its path. */
export async function writeProgram(installed: string, runner: string, format: 'esm' | 'cjs'): Promise<string> {
  const outfile = join(installed, `${runner}.${format === 'esm' ? 'mjs' : 'cjs'}`)
  await build({
    ...{ entryPoints: [join(runners, `${runner}.ts`)], outfile, format, bundle: true },
    ...{ packages: 'external', platform: 'neutral', target: 'es2022', logLevel: 'error' },
  })
  return outfile
}

/** Bundles a program with the installed packages, for runtimes without a file system. */
export async function bundleProgram(installed: string, runner: string, format: Format): Promise<string> {
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [await writeProgram(installed, runner, 'esm')], absWorkingDir: installed },
    ...{ format, bundle: true, write: false, metafile: true, outdir: 'out', logLevel: 'error' },
    // Without conditions and fields for Node or browsers.
    ...{ platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022' },
  })
  const elsewhere = Object.keys(metafile.inputs).filter((path) => path.startsWith('..'))
  if (elsewhere.length > 0) throw new Error(`not from the installed packages: ${elsewhere.join(', ')}`)
  return outputFiles[0]?.text ?? ''
}
