import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { CallClient } from '../src/index.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

test('an answer that breaks off is a lost connection, at once and not at the timeout', async () => {
  const { calls, requests } = await clientOf((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('{"Action', () => response.destroy())
  })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
  expect(requests()).toBe(1)
})

test('an answer in many pieces is put together byte by byte', async () => {
  const text = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'é\u{1f600}' } })
  const { calls } = await clientOf((_, response) => {
    for (const byte of Buffer.from(text)) response.write(Buffer.of(byte))
    response.end()
  })
  await expect(calls.startCallByRobot(ring)).resolves.toEqual({ CallId: 'é\u{1f600}' })
})

async function clientOf(listener: RequestListener) {
  let count = 0
  const server = createServer((request, response) => {
    count += 1
    request.resume()
    request.on('end', () => listener(request, response))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const sdkSecretKey = 'of-this-test'
  const calls = new CallClient({ sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey, endpoint })
  return { calls, requests: () => count }
}
