import { test as base } from 'vitest'
import { type Emulator, type EmulatorOptions, startEmulator } from '../../src/index.ts'
import { createPeer, type Peer } from './peer.ts'

/** A fresh emulator on a virtual clock for every test, and somebody to speak to it. */
export const test = base.extend<{ options: EmulatorOptions; emulator: Emulator; peer: Peer }>({
  options: [{}, { injected: true }],
  emulator: async ({ options }, use) => {
    const emulator = await startEmulator({ clock: 'virtual', ...options })
    await use(emulator)
    await emulator.close()
  },
  peer: async ({ emulator }, use) => {
    await use(createPeer(emulator))
  },
})
