import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  banner: { js: '#!/usr/bin/env node' },
  // Keeps what a command does not use in chunks of its own, unloaded.
  splitting: true,
  sourcemap: true,
  clean: true,
})
