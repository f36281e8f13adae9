import type { Transport } from '@trtc-call/node'

/** A server's clock, read on the way back of an answer. */
export interface ClockReading {
  readonly host: string
  /** How far this machine is ahead of the server, in milliseconds; the server tells whole seconds. */
  readonly skewMs: number
}

/** A way to the network that reads the servers' clocks from what they answer anyway. */
export function watchTransport(inner: Transport): { readonly fetch: Transport; readonly clocks: ClockReading[] } {
  const clocks: ClockReading[] = []
  return {
    clocks,
    async fetch(url, init) {
      const sentAt = Date.now()
      const response = await inner(url, init)
      const serverTime = Date.parse(response.headers.get('date') ?? '')
      // Half a second for what the whole seconds leave out, and half of the way there and back.
      const here = (sentAt + Date.now()) / 2 - 500
      if (!Number.isNaN(serverTime)) clocks.push({ host: new URL(url).host, skewMs: here - serverTime })
      return response
    },
  }
}
