import { fork } from 'node:child_process'
import { once } from 'node:events'
import { CallClient, createLimiter } from '@trtc-call/node'

/** The limit of start_call_by_robot. */
const requests = 200
const perMs = 1_000

/** How much of the vendor's rate limit is used, and whether it is kept, both by the clock of the server. */
export interface LimiterResult {
  /** 1 is the whole limit. */
  readonly achieved: number
  /** The maximum number of arrivals in any period of one second. */
  readonly most: number
  readonly limit: number
}

/** Sends more requests than the limit allows at the same time, over loopback. */
export async function benchLimiter(seconds: number): Promise<LimiterResult> {
  const server = fork(new URL('server.js', import.meta.url))
  try {
    const [port] = (await once(server, 'message')) as [number]
    await ringAll(`http://127.0.0.1:${port}`, requests * seconds)
    server.send('arrivals')
    const [arrivals] = (await once(server, 'message')) as [number[]]
    return { achieved: achieved(arrivals), most: mostInWindow(arrivals), limit: requests }
  } finally {
    const exit = once(server, 'exit')
    server.disconnect()
    await exit
  }
}

async function ringAll(endpoint: string, count: number): Promise<void> {
  const app = {
    sdkAppId: 1400000000,
    site: 'china',
    identifier: 'administrator',
    sdkSecretKey: 'z'.repeat(64),
  } as const
  const calls = new CallClient({ ...app, endpoint, limiter: createLimiter(), timeoutMs: 600_000 })
  const body = {
    Robot_Account: 'robot',
    CalleeList_Account: ['jack'],
    Timeout: 30_000,
    CallInfo: { MediaType: 'Video' },
  } as const
  await Promise.all(Array.from({ length: count }, () => calls.startCallByRobot(body)))
}

/** The time between each request and the one that waited for its slot, without the first burst, which opens connections. */
function achieved(arrivals: readonly number[]): number {
  const waits = arrivals.slice(2 * requests).map((at, index) => at - (arrivals[index + requests] ?? at))
  return perMs / (waits.reduce((sum, ms) => sum + ms, 0) / waits.length)
}

function mostInWindow(arrivals: readonly number[]): number {
  let [most, from] = [0, 0]
  for (const [index, at] of arrivals.entries()) {
    while (at - (arrivals[from] ?? at) >= perMs) from += 1
    most = Math.max(most, index - from + 1)
  }
  return most
}
