import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/main.ts'],
  format: ['esm'],
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  clean: true,
  // Each command is a dynamic import, so that a command line loads only what it uses.
  splitting: true,
  // `usersig mint` needs no client, only this part of core.
  noExternal: ['@trtc-call/core/signing'],
})
