import { expect, test } from 'vitest'
import { Deliveries } from '../src/callbacks/deliveries.ts'
import { VirtualClock } from '../src/clock/virtual-clock.ts'
import { Timeline } from '../src/timeline.ts'
import { startReceiver } from './support/receiver.ts'

const order = (url: string) => ({
  kind: 'call' as const,
  sdkAppId: 1,
  callId: 'a-call',
  build: () => ({ url, headers: {}, body: '{}' }),
  timeoutMs: 2_000,
  retryAfterMs: () => 1_000,
})

test('closing aborts deliveries in flight, and sends no more', async () => {
  const { url, received } = await startReceiver('hang')
  const [clock, closing] = [new VirtualClock(), new AbortController()]
  const timeline = new Timeline(clock)
  const deliveries = new Deliveries({ clock, timeline, beyondLoopback: false, signal: closing.signal })
  deliveries.send(order(url))
  await expect.poll(() => received).toHaveLength(1)
  deliveries.send(order(url))
  closing.abort()
  await clock.advance(60_000)
  expect(deliveries.list()).toMatchObject([{ attempts: [{ error: 'ABORT_ERR' }] }, { attempts: [] }])
  expect(received).toHaveLength(1)
})
