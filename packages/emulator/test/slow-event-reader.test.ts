import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { RealClock } from '../src/clock/real-clock.ts'
import type { ControlContext } from '../src/control/control-route.ts'
import { streamEvents } from '../src/control/stream-events.ts'
import { Timeline } from '../src/timeline.ts'

test('a listener that does not read is disconnected before memory fills up', async () => {
  const timeline = new Timeline(new RealClock())
  const server = createServer((request, response) => {
    const query = new URLSearchParams()
    streamEvents({ state: { timeline }, request, response, query } as unknown as ControlContext)
    server.emit('listening to events', response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const reader = connect((server.address() as AddressInfo).port, '127.0.0.1')
  reader.pause()
  reader.on('error', () => {})
  onTestFinished(() => void reader.destroy())
  reader.write('GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n')
  const [response] = await once(server, 'listening to events')

  const detail = 'x'.repeat(1024 * 1024)
  for (let sent = 0; sent < 64 && !response.destroyed; sent += 1) {
    timeline.emit('request', { detail })
    expect(response.writableLength).toBeLessThan(16 * 1024 * 1024)
  }
  expect(response.destroyed).toBe(true)
})
