// The emulator in a process of its own, so that its heap is measured alone and its exit would be seen.
import { startEmulator } from '../../src/index.ts'

const emulator = await startEmulator({ rateLimits: false })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heapBytes: process.memoryUsage().heapUsed })
})
process.on('disconnect', () => process.exit())
process.send?.({ url: emulator.url })
