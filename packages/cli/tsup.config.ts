import { defineConfig, type Options } from 'tsup'
import { branchPlugin, findTree, trunkPlugin } from './scripts/trunk.ts'

const run = 'src/run.ts'

const shared: Options = { format: ['esm'], platform: 'node', target: 'node20', sourcemap: true }

export default defineConfig(async () => {
  const tree = await findTree(run)
  return [
    // Alone, so that the version is printed without reading what commands need.
    {
      ...shared,
      entry: ['src/main.ts'],
      banner: { js: '#!/usr/bin/env node' },
      splitting: false,
      esbuildPlugins: [
        {
          name: 'run',
          setup: (build) => build.onResolve({ filter: /^\.\/run\.ts$/ }, () => ({ path: './run.js', external: true })),
        },
      ],
      clean: true,
    },
    { ...shared, entry: [run], splitting: false, esbuildPlugins: [trunkPlugin(tree, run)] },
    // What a command does not use is in files of its own, unloaded.
    {
      ...shared,
      entry: [...tree.branches],
      splitting: true,
      noExternal: ['@trtc-call/core/signing'],
      esbuildPlugins: [branchPlugin(tree)],
    },
  ]
})
