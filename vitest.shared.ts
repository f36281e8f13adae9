import { defineConfig } from 'vitest/config'

/** Limits for a test that hangs; a slow machine must never meet them. Vitest's own for expect.poll is one second. */
const longestMs = 120_000

export default defineConfig({
  test: {
    testTimeout: longestMs,
    hookTimeout: longestMs,
    expect: { poll: { timeout: longestMs } },
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/test.json' },
  },
})
