import { mergeConfig } from 'vitest/config'
import shared from '../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    globalSetup: ['packed.ts', 'installed.ts', 'runtimes/install.ts'],
    hookTimeout: 600_000,
    // These tests wait for other processes most of the time, so no core is kept for the one that collects results.
    maxWorkers: '100%',
    outputFile: { json: '.reports/full.json' },
  },
})
