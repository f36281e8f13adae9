import type { Io } from './io.ts'

/** Whether a machine runs this, as most of them say. */
export function isCi(env: Io['env']): boolean {
  return !['', '0', 'false'].includes(env.CI ?? '')
}
