import { rm } from 'node:fs/promises'
import { defineConfig, type Options } from 'tsup'

const shared: Options = {
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
}

// Once, before both: the `clean` of the one would take what the other has already written.
await rm('dist', { recursive: true, force: true })

export default defineConfig([
  { ...shared, entry: ['src/index.ts', 'src/errors.ts', 'src/webhooks.ts'] },
  // Declarations of one build import the packages of all its entries; only this entry may need OpenTelemetry.
  { ...shared, entry: ['src/otel.ts'] },
])
