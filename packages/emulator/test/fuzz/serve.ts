// Runs the emulator in its own process, so that its heap and its exit can be observed.
import { startEmulator } from '../../src/index.ts'

const emulator = await startEmulator({ rateLimits: false })
process.on('message', () => {
  globalThis.gc?.()
  process.send?.({ heapBytes: process.memoryUsage().heapUsed })
})
process.on('disconnect', () => process.exit())
process.send?.({ url: emulator.url })
