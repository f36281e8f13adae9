import { defineConfig } from 'tsup'

// Bundled so that it also runs on Node 20, which does not read TypeScript.
export default defineConfig({
  entry: ['run.ts', 'server.ts', 'emulator-server.ts'],
  format: 'esm',
  platform: 'node',
  target: 'node20',
  clean: true,
})
