import type { Received } from './receiver.ts'

/** What has come, in the order in which it came. */
export interface Deliveries {
  add(received: Received): void
  /** As `--json` shows them; the oldest are dropped, and counted. */
  document(): { readonly deliveries: readonly Received[]; readonly dropped: number }
}

const keeps = 1_000

export function keepDeliveries(): Deliveries {
  const all: Received[] = []
  let dropped = 0
  return {
    add(received) {
      if (all.length === keeps) {
        all.shift()
        dropped += 1
      }
      all.push(received)
    },
    document: () => ({ deliveries: all, dropped }),
  }
}
