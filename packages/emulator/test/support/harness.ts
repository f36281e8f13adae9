import { test as base } from 'vitest'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/index.ts'
import { createRawClient, type RawClient } from './raw-client.ts'

/** Vitest's `test` with a new emulator on a virtual clock, and a client for it. */
export const test = base.extend<{ options: EmulatorOptions; emulator: Emulator; client: RawClient }>({
  options: [{}, { injected: true }],
  emulator: async ({ options }, use) => {
    const emulator = await startEmulator({ clock: 'virtual', ...options })
    await use(emulator)
    await emulator.close()
  },
  client: async ({ emulator }, use) => {
    await use(createRawClient(emulator))
  },
})
