import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/otel.ts', 'src/proxy.ts', 'src/webhooks.ts'],
  format: ['esm', 'cjs'],
  platform: 'node',
  target: 'node20',
  dts: true,
  sourcemap: true,
  clean: true,
})
