import { mergeConfig } from 'vitest/config'
import shared from '../vitest.shared.ts'

/** Longer than a single package needs, because these tests install, build, and start browsers and other runtimes. */
const longestMs = 600_000

export default mergeConfig(shared, {
  test: {
    globalSetup: ['packed.ts', 'installed.ts', 'runtimes/install.ts'],
    testTimeout: longestMs,
    hookTimeout: longestMs,
    expect: { poll: { timeout: longestMs } },
    // These tests mostly wait for other processes, so no core is reserved for the process that collects results.
    maxWorkers: '100%',
    outputFile: { json: '.reports/full.json' },
  },
})
