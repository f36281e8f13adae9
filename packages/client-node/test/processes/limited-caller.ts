// Rings many people at once, held back by a limiter whose store is the process that started this one.
import { CallClient, type Limiter, type RateLimit } from '../../src/index.ts'

/** What is said to the store: enter, and later leave. */
export type ToStore = { readonly enter: number; readonly limit: RateLimit } | { readonly leave: number }

const [endpoint, count] = process.argv.slice(2)
const entered = new Map<number, () => void>()
let tickets = 0

const limiter: Limiter = {
  async acquire(limit) {
    const ticket = ++tickets
    await new Promise<void>((enter) => {
      entered.set(ticket, enter)
      tell({ enter: ticket, limit })
    })
    return () => tell({ leave: ticket })
  },
}

function tell(message: ToStore): void {
  process.send?.(message)
}

process.on('message', (ticket: number) => entered.get(ticket)?.())

const calls = new CallClient({
  ...{ sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey: 'key-of-this-test' },
  endpoint,
  limiter,
})
const body = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const
await Promise.all(Array.from({ length: Number(count) }, () => calls.startCallByRobot(body)))
process.disconnect()
