import { defineConfig } from 'tsup'

// Bundled for Node 20, which cannot run TypeScript.
export default defineConfig({
  entry: ['run.ts', 'server.ts', 'emulator-server.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  clean: true,
})
