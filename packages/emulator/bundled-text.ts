import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Options } from 'tsup'

type Plugin = NonNullable<Options['esbuildPlugins']>[number]

/** An esbuild plugin: `import text from './main.tsx?bundled'` imports the file, bundled for a browser, as text. */
export function bundledText(): Plugin {
  return {
    name: 'bundled-text',
    setup(build) {
      build.onResolve({ filter: /\?bundled$/ }, ({ path, importer }) => ({
        // Keeps the suffix, because another plugin handles .css.
        path: join(dirname(importer), path),
        namespace: 'bundled',
      }))
      build.onLoad({ filter: /.*/, namespace: 'bundled' }, async ({ path: suffixed }) => {
        const path = suffixed.replace(/\?bundled$/, '')
        if (path.endsWith('.html'))
          return { contents: await readFile(path, 'utf8'), loader: 'text', watchFiles: [path] }
        const { outputFiles } = await build.esbuild.build({
          entryPoints: [path],
          bundle: true,
          minify: true,
          write: false,
          format: 'iife',
          platform: 'browser',
          target: 'es2022',
          jsx: 'automatic',
          jsxImportSource: 'preact',
          legalComments: 'none',
        })
        return { contents: outputFiles[0]?.text ?? '', loader: 'text' }
      })
    },
  }
}
