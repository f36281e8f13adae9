import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { CallClient, createLimiter, type Limiter, type Release } from '../src/index.ts'
import type { ToStore } from './processes/limited-caller.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

/** The vendor's limit, only shorter, so that many windows pass in a second. */
const perMs = 250
const requests = 100

function createShortLimiter(): Limiter {
  const limiter = createLimiter()
  return { acquire: ({ key }, signal) => limiter.acquire({ key, requests, perMs }, signal) }
}

test('two clients with one limiter stay within the vendor’s limit on real sockets', async () => {
  const vendor = await startVendor()
  const limiter = createShortLimiter()
  const clients = [clientOf(vendor.endpoint, limiter), clientOf(vendor.endpoint, limiter)]
  await Promise.all(clients.flatMap((calls) => Array.from({ length: 300 }, () => calls.startCallByRobot(ring))))
  const arrivals = await vendor.arrivals()
  expect(arrivals).toHaveLength(600)
  expect(mostInWindow(arrivals)).toBeLessThanOrEqual(requests)
})

test('two processes stay within one limit with a limiter on a shared store', async () => {
  const vendor = await startVendor()
  const store = createShortLimiter()
  const callers = [1, 2].map(() => start('limited-caller.ts', vendor.endpoint, '200'))
  for (const caller of callers) serve(store, caller)
  expect(await Promise.all(callers.map(exitOf))).toEqual([
    { code: 0, stderr: '' },
    { code: 0, stderr: '' },
  ])
  const arrivals = await vendor.arrivals()
  expect(arrivals).toHaveLength(400)
  expect(mostInWindow(arrivals)).toBeLessThanOrEqual(requests)
})

test('an abort removes one request from the queue without delaying others', async () => {
  const vendor = await startVendor()
  const limiter = createShortLimiter()
  const calls = clientOf(vendor.endpoint, limiter)
  const before = Array.from({ length: requests }, () => calls.startCallByRobot(ring))
  const controller = new AbortController()
  const aborted = calls.startCallByRobot(ring, { signal: controller.signal }).catch((reason: unknown) => reason)
  const order: number[] = []
  const after = [0, 1, 2].map((index) => calls.startCallByRobot(ring).then(() => order.push(index)))
  controller.abort('enough')
  expect(await Promise.race([aborted, ...after])).toBe('enough')
  await Promise.all([...before, ...after])
  expect(order.toSorted()).toEqual([0, 1, 2])
  expect(await vendor.arrivals()).toHaveLength(requests + 3)
})

function clientOf(endpoint: string, limiter: Limiter): CallClient {
  const app = { sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey: 'key-of-this-test' } as const
  return new CallClient({ ...app, endpoint, limiter })
}

/** The most arrivals in any window, wherever it begins. */
function mostInWindow(arrivals: readonly number[]): number {
  return Math.max(...arrivals.map((from) => arrivals.filter((at) => at >= from && at < from + perMs).length))
}

/** In a process of its own, so that it looks at its clock when a request arrives and not when we have time. */
async function startVendor() {
  const child = start('counting-vendor.ts')
  const [port] = (await once(child, 'message')) as [number]
  return {
    endpoint: `http://127.0.0.1:${port}`,
    async arrivals(): Promise<number[]> {
      child.send('arrivals')
      const [arrivals] = (await once(child, 'message')) as [number[]]
      return arrivals
    },
  }
}

/** The store's side of a limiter that lives in another process. */
function serve(store: Limiter, caller: ChildProcess): void {
  const releases = new Map<number, Release | undefined>()
  caller.on('message', async (message: ToStore) => {
    if ('leave' in message) {
      releases.get(message.leave)?.()
      return
    }
    releases.set(message.enter, await store.acquire(message.limit))
    caller.send(message.enter)
  })
}

/** With what it had to complain of. */
async function exitOf(child: ChildProcess): Promise<{ readonly code: number | null; readonly stderr: string }> {
  let stderr = ''
  child.stderr?.on('data', (chunk: Buffer) => {
    stderr += chunk.toString()
  })
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stderr }
}

function start(script: string, ...args: readonly string[]): ChildProcess {
  const child = fork(fileURLToPath(new URL(`processes/${script}`, import.meta.url)), args, { silent: true })
  onTestFinished(() => {
    child.kill()
  })
  return child
}
