// The emulator in a separate process, which measures its own CPU time.
import { startEmulator } from '@trtc-call/emulator'

const emulator = await startEmulator({ rateLimits: false, users: { jack: { does: 'reject', afterMs: 0 } } })
process.on('message', () => process.send?.(process.cpuUsage()))
process.on('disconnect', () => process.exit())
process.send?.({ url: emulator.url, credentials: emulator.credentials })
