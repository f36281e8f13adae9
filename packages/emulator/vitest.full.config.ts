import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

/** What takes minutes. */
export default mergeConfig(shared, {
  test: { include: ['test/full/**/*.test.ts'], outputFile: { json: '.reports/full.json' } },
})
