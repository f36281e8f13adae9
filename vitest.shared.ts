import { defineConfig } from 'vitest/config'

/** Limits for a test that hangs; a slow machine must never meet them. */
const longestMs = 120_000

export default defineConfig({
  test: {
    testTimeout: longestMs,
    hookTimeout: longestMs,
    reporters: ['default', 'json'],
    outputFile: { json: '.reports/test.json' },
  },
})
