import { mergeConfig } from 'vitest/config'
import shared from '../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    globalSetup: ['packed.ts', 'installed.ts', 'runtimes/install.ts'],
    hookTimeout: 600_000,
    outputFile: { json: '.reports/full.json' },
  },
})
