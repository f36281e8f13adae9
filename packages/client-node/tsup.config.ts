import { rm } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

const shared: Options = { platform: 'node', target: 'node20' }

const entries: Options = {
  ...shared,
  entry: ['src/index.ts', 'src/otel.ts', 'src/proxy.ts', 'src/webhooks.ts'],
  external: [/\.cjs$/],
  dts: true,
  sourcemap: true,
}

/** Its maps name file and line all the same; the sources themselves are in those of the ESM build. */
const cjs: Options = {
  format: 'cjs',
  esbuildOptions(options) {
    options.sourcesContent = false
  },
}
// Declarations of one build import the packages of all its entries, and this entry must not need OpenTelemetry.
const errors: Options = { ...entries, entry: ['src/errors.ts'] }

// Once, before all: the `clean` of one would delete the output of another.
await rm('dist', { recursive: true, force: true })

export default defineConfig([
  { ...entries, format: 'esm' },
  { ...entries, ...cjs },
  { ...errors, format: 'esm' },
  { ...errors, ...cjs },
  // CommonJS in both builds, so that a user's bundler sees which modules they load.
  { ...shared, entry: ['src/*.cjs'], format: 'cjs', bundle: false },
])
