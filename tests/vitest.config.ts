import { mergeConfig } from 'vitest/config'
import shared from '../vitest.shared.ts'

/** Longer than a single package needs: these tests install, build, and start browsers and other runtimes. */
const longestMs = 600_000

export default mergeConfig(shared, {
  test: {
    globalSetup: ['packed.ts', 'installed.ts', 'runtimes/install.ts'],
    testTimeout: longestMs,
    hookTimeout: longestMs,
    expect: { poll: { timeout: longestMs } },
    // These tests wait for other processes most of the time, so no core is kept for the one that collects results.
    maxWorkers: '100%',
    outputFile: { json: '.reports/full.json' },
  },
})
