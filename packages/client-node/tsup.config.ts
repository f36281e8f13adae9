import { rm } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

const shared: Options = { platform: 'node', target: 'node20' }

// Once, before both: the `clean` of the one would take what the other has already written.
await rm('dist', { recursive: true, force: true })

export default defineConfig([
  {
    ...shared,
    entry: ['src/index.ts', 'src/otel.ts', 'src/proxy.ts', 'src/webhooks.ts'],
    format: ['esm', 'cjs'],
    external: [/\.cjs$/],
    dts: true,
    sourcemap: true,
  },
  // CommonJS in both builds, so that a user's bundler sees which modules they load.
  { ...shared, entry: ['src/*.cjs'], format: 'cjs', bundle: false },
])
