import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test as withEmulator } from '@trtc-call/emulator/vitest'
import { type App, createApp } from '../src/app.ts'

const callbackSecret = 'a-secret-of-this-test-run'

/** The clock stands still until the test advances it; a failed callback is sent once more. */
const emulatorOptions = { clock: 'virtual', callbackRetries: 1 } as const

/** Gives every test its own emulator, and the app that connects to it over real sockets. */
export const test = withEmulator.override({ emulatorOptions }).extend<{ app: App }>({
  app: async ({ emulator }, use) => {
    // While the app waits, the emulator's clock advances: half a minute of ringing takes no time.
    const clock = { now: () => emulator.now(), sleep: (ms: number) => emulator.advance(ms) }
    const recordingUrl = 'https://example.com/your-order-is-ready.mp4'
    const app = createApp({ ...emulator.clientOptions, clock }, { recordingUrl, callbackSecret })
    const server = createServer(app.receiveCallback).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await app.calls.setCallback({
      Url: `http://127.0.0.1:${port}/?token=${callbackSecret}`,
      CallbackCommandList: [
        'Call.CallbackAfterStartCall',
        'Call.CallbackAfterMemberChanged',
        'Call.CallbackAfterEndCall',
      ],
    })
    app.orders.add('order-1', 'jack')
    await use(app)
    server.closeAllConnections()
    server.close()
  },
})
