import { rm } from 'node:fs/promises'
import { defineConfig } from 'tsup'
import { bundledText } from './bundled-text.ts'

const shared = { dts: true, target: ['es2022', 'node20'], sourcemap: true, external: ['#page'] }

// Not with `clean`, because each build would delete the output of the others.
await rm('dist', { recursive: true, force: true })

export default defineConfig([
  { ...shared, entry: ['src/index.ts', 'src/configuration.ts', 'src/vitest.ts'], format: ['esm'] },
  // ESM only, because Vitest cannot be required.
  { ...shared, entry: ['src/index.ts', 'src/configuration.ts'], format: ['cjs'] },
  // The page, as text, for `#page`.
  { entry: { 'page-files': 'page/files.ts' }, format: ['esm'], target: 'es2022', esbuildPlugins: [bundledText()] },
])
