import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts', 'src/documents.ts', 'src/hints.ts'],
  format: ['esm', 'cjs'],
  platform: 'neutral',
  target: 'es2022',
  dts: true,
  sourcemap: true,
  clean: true,
})
