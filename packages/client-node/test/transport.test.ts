import { once } from 'node:events'
import { createServer, Agent as HttpAgent, type RequestListener } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { expect, onTestFinished, test } from 'vitest'
import { CallClient, createNodeTransport, InputError } from '../src/index.ts'
import { cert, key, startVendor } from './proxied.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

test('a truncated response is a lost connection immediately, not at the timeout', async () => {
  const { calls, requests } = await clientOf((_, response) => {
    response.writeHead(200, { 'content-length': 100 })
    response.write('{"Action', () => response.destroy())
  })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
  expect(requests()).toBe(1)
})

test('a response in many chunks is joined byte by byte', async () => {
  const text = JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'é\u{1f600}' } })
  const { calls } = await clientOf((_, response) => {
    for (const byte of Buffer.from(text)) response.write(Buffer.of(byte))
    response.end()
  })
  await expect(calls.startCallByRobot(ring)).resolves.toEqual({ CallId: 'é\u{1f600}' })
})

test('custom agents are used, for a private CA and for limits of sockets', async () => {
  const vendor = await startVendor()
  const httpsAgent = new HttpsAgent({ keepAlive: true, ca: cert, maxSockets: 2 })
  onTestFinished(() => httpsAgent.destroy())
  const calls = new CallClient({
    ...{ sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey: 'of-this-test' },
    endpoint: `https://localhost:${vendor.port}`,
    fetch: createNodeTransport({ httpsAgent }),
  })
  await Promise.all(Array.from({ length: 10 }, () => calls.startCallByRobot(ring)))
  expect(vendor.paths).toHaveLength(10)
  expect(vendor.connections()).toBe(2)
})

test('an abort ends the wait for a connection immediately', async () => {
  const { endpoint, reached } = await startServer(() => {})
  const httpAgent = new HttpAgent({ maxSockets: 1 })
  onTestFinished(() => httpAgent.destroy())
  const transport = createNodeTransport({ httpAgent })
  const { signal } = new AbortController()
  const request = { method: 'POST', headers: {}, body: '', redirect: 'manual', signal } as const
  const first = transport(`${endpoint}/`, { ...request, onAbort: () => {} }).catch(() => {})
  await reached
  const listeners: ((reason: unknown) => void)[] = []
  const second = transport(`${endpoint}/`, { ...request, onAbort: (listener) => void listeners.push(listener) })
  for (const abort of listeners) abort(new Error('enough'))
  await expect(second).rejects.toMatchObject({ notSent: true, cause: { message: 'enough' } })
  httpAgent.destroy()
  await first
})

test('an invalid agent throws when the transport is made', () => {
  expect(() => createNodeTransport({ httpsAgent: { keepAlive: true } as unknown as HttpsAgent })).toThrow(InputError)
  expect(() => createNodeTransport({ httpAgent: null as unknown as HttpAgent })).toThrow(InputError)
})

const tcpServers: Readonly<Record<string, (socket: Socket) => void>> = {
  'a TLS handshake that is never answered': () => {},
  'a connection that is closed in the TLS handshake': (socket) => socket.once('data', () => socket.destroy()),
  'plain HTTP on the TLS port': (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
}

test.each(Object.entries(tcpServers))(
  '%s: nothing is sent, by default and with a custom transport',
  async (_, behave) => {
    const endpoint = await startTcp(behave)
    for (const fetch of [undefined, createNodeTransport()]) {
      const calls = clientAt(endpoint.replace('http:', 'https:'), {
        attemptTimeoutMs: 300,
        retry: { maxAttempts: 1 },
        fetch,
      })
      await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ outcome: 'not-sent' })
    }
  },
)

test('a request that times out waiting for a socket has not been sent', async () => {
  const httpAgent = new HttpAgent({ maxSockets: 1 })
  onTestFinished(() => httpAgent.destroy())
  const { endpoint, reached } = await startServer(() => {})
  const fetch = createNodeTransport({ httpAgent })
  const first = clientAt(endpoint, { fetch }).startCallByRobot(ring)
  await reached
  const second = clientAt(endpoint, { fetch, attemptTimeoutMs: 200, retry: { maxAttempts: 1 } }).startCallByRobot(ring)
  await expect(second).rejects.toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
  httpAgent.destroy()
  await expect(first).rejects.toMatchObject({ outcome: 'unknown' })
})

test('if the agent throws, nothing is sent', async () => {
  class NoConnections extends HttpAgent {
    override createConnection(): never {
      throw new Error('no more connections')
    }
  }
  const { endpoint, requests } = await startServer(() => {})
  const fetch = createNodeTransport({ httpAgent: new NoConnections() })
  const ringing = clientAt(endpoint, { fetch, retry: { maxAttempts: 1 } }).startCallByRobot(ring)
  await expect(ringing).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'not-sent' })
  expect(requests()).toBe(0)
})

test('over TLS, a request that was read without a response may have been executed', async () => {
  const server = createTlsServer({ cert, key }, (socket) =>
    socket.on('error', () => {}).once('data', () => socket.destroy()),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const httpsAgent = new HttpsAgent({ ca: cert })
  const calls = clientAt(`https://localhost:${(server.address() as AddressInfo).port}`, {
    fetch: createNodeTransport({ httpsAgent }),
  })
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
})

async function startTcp(behave: (socket: Socket) => void): Promise<string> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => {}))
    behave(socket)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    for (const socket of sockets) socket.destroy()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function clientAt(endpoint: string, options: object): CallClient {
  const sdkSecretKey = 'of-this-test'
  return new CallClient({ sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey, endpoint, ...options })
}

async function clientOf(listener: RequestListener) {
  const { endpoint, requests } = await startServer(listener)
  const sdkSecretKey = 'of-this-test'
  const calls = new CallClient({ sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey, endpoint })
  return { calls, requests }
}

async function startServer(listener: RequestListener) {
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
  return { endpoint, requests: () => count, reached: once(server, 'request') }
}
