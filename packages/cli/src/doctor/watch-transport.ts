import type { Transport } from '@trtc-call/node'

/** A host that answered. */
export interface Reached {
  readonly url: URL
  /** How far this machine is ahead of it, in milliseconds; undefined where it does not tell the time. */
  readonly skewMs: number | undefined
}

/** A way to the network that writes down who answered, and reads their clocks from what they answer anyway. */
export function watchTransport(inner: Transport): { readonly fetch: Transport; readonly reached: Reached[] } {
  const reached: Reached[] = []
  return {
    reached,
    async fetch(url, init) {
      const sentAt = Date.now()
      const response = await inner(url, init)
      const serverTime = Date.parse(response.headers.get('date') ?? '')
      // The server tells whole seconds: half of one for what is left out, and half of the way there and back.
      const here = (sentAt + Date.now()) / 2 - 500
      reached.push({ url: new URL(url), skewMs: Number.isNaN(serverTime) ? undefined : here - serverTime })
      return response
    },
  }
}
