import { configDefaults, mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  test: { exclude: [...configDefaults.exclude, 'test/full/**'] },
})
