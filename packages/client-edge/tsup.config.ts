import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/hints.ts', 'src/otel.ts', 'src/webhooks.ts'],
  format: 'esm',
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
})
