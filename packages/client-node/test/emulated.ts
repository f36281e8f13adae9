import { type Emulator, type EmulatorOptions, startEmulator } from '@trtc-call/emulator'
import { onTestFinished } from 'vitest'
import { type AttemptEnd, createTrtcCall, type TrtcCallOptions } from '../src/index.ts'

/** Both readings of StartStreamIngest's RoomIdType; nothing in these tests may depend on which the service has. */
export const conventions = ['guide', 'reference'] as const

/** A stream that the emulator takes as reachable without asking; its query is a secret of the test run. */
export const streamUrl = 'https://example.com/welcome.mp4?signature=of-this-test'

/**
 * An emulator whose virtual clock moves exactly when the client sleeps, and a client of it: minutes of ringing and
 * playing pass in milliseconds, in the right order.
 */
export async function startEmulated(emulatorOptions: EmulatorOptions = {}, options: Partial<TrtcCallOptions> = {}) {
  const emulator = await startEmulator({ clock: 'virtual', ...emulatorOptions })
  onTestFinished(() => emulator.close())
  const attempts: AttemptEnd[] = []
  const app = createTrtcCall({
    ...emulator.clientOptions,
    clock: { now: () => Date.now(), sleep: (ms, signal) => moveUnlessAborted(emulator, ms, signal) },
    observe: (event) => event.type === 'attempt-end' && attempts.push(event),
    ...options,
  })
  return { emulator, attempts, ...app }
}

async function moveUnlessAborted(emulator: Emulator, ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  await emulator.advance(ms)
  signal?.throwIfAborted()
}
