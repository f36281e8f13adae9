import { rm } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

const shared: Options = { platform: 'node', target: 'node20' }

const entries: Options = {
  ...shared,
  entry: ['src/index.ts', 'src/errors.ts', 'src/otel.ts', 'src/proxy.ts', 'src/webhooks.ts'],
  external: [/\.cjs$/],
  dts: true,
  sourcemap: true,
}

// Once, before all: the `clean` of one would take what another has already written.
await rm('dist', { recursive: true, force: true })

export default defineConfig([
  { ...entries, format: 'esm' },
  {
    ...entries,
    format: 'cjs',
    // Its maps name file and line all the same; the sources themselves are in those of the ESM build.
    esbuildOptions(options) {
      options.sourcesContent = false
    },
  },
  // CommonJS in both builds, so that a user's bundler sees which modules they load.
  { ...shared, entry: ['src/*.cjs'], format: 'cjs', bundle: false },
])
