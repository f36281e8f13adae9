import { defineConfig, type Options } from 'tsup'
import { entryPlugin, findSplit, sharedPlugin } from './scripts/shared-chunk.ts'

const run = 'src/run.ts'

const base: Options = { format: ['esm'], platform: 'node', target: 'node20', sourcemap: true }

const externalRun = {
  name: 'external-run',
  setup: (build: { onResolve(options: { filter: RegExp }, resolve: () => object): void }) =>
    build.onResolve({ filter: /^\.\/run\.ts$/ }, () => ({ path: './run.js', external: true })),
}

export default defineConfig(async () => {
  const split = await findSplit(run)
  return [
    // `--version` loads this file only.
    { ...base, entry: ['src/main.ts'], splitting: false, esbuildPlugins: [externalRun], clean: true },
    { ...base, entry: [run], splitting: false, esbuildPlugins: [sharedPlugin(split)] },
    // `usersig mint` needs only this part of core, and no client.
    {
      ...base,
      entry: [...split.entries],
      splitting: true,
      noExternal: ['@trtc-call/core/signing'],
      esbuildPlugins: [entryPlugin(split)],
    },
  ]
})
