import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  // These tests wait for the program most of the time, so no core is kept for the one that collects results.
  test: { maxWorkers: '100%' },
})
