import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Format } from 'esbuild'

const runners = fileURLToPath(new URL('runners/', import.meta.url))

/** Where a program of the installed project is: it imports the packages by their names. */
export async function writeProgram(installed: string, runner: string, format: 'esm' | 'cjs'): Promise<string> {
  const outfile = join(installed, `${runner}.${format === 'esm' ? 'mjs' : 'cjs'}`)
  await build({
    ...{ entryPoints: [join(runners, `${runner}.ts`)], outfile, format, bundle: true },
    ...{ packages: 'external', platform: 'neutral', target: 'es2022', logLevel: 'error' },
  })
  return outfile
}

/** The text of a program with the installed packages in it, for runtimes that have no folders. */
export async function bundleProgram(installed: string, runner: string, format: Format): Promise<string> {
  const { outputFiles, metafile } = await build({
    ...{ entryPoints: [await writeProgram(installed, runner, 'esm')], absWorkingDir: installed },
    ...{ format, bundle: true, write: false, metafile: true, outdir: 'out', logLevel: 'error' },
    // Without any condition or field for Node or for browsers.
    ...{ platform: 'neutral', mainFields: ['module', 'main'], target: 'es2022' },
  })
  const elsewhere = Object.keys(metafile.inputs).filter((path) => path.startsWith('..'))
  if (elsewhere.length > 0) throw new Error(`not from the installed packages: ${elsewhere.join(', ')}`)
  return outputFiles[0]?.text ?? ''
}
