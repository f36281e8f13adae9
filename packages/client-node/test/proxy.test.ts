import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { createServer as createTlsServer } from 'node:tls'
import { inspect } from 'node:util'
import { startEmulator } from '@trtc-call/emulator'
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { CallClient, type CallClientOptions, createTrtcCall, InputError, isTrtcError } from '../src/index.ts'
import { createProxyTransport } from '../src/proxy.ts'
import { cert, key, listen, startProxy, startVendor } from './proxied.ts'

const ring = {
  Robot_Account: 'robot',
  CalleeList_Account: ['jack'],
  Timeout: 30_000,
  CallInfo: { MediaType: 'Video' },
} as const

/** Nobody listens there. */
const closedPort = 'http://127.0.0.1:1'
const variables = ['HTTPS_PROXY', 'HTTP_PROXY', 'ALL_PROXY', 'NO_PROXY']

beforeEach(() => {
  for (const name of variables) {
    vi.stubEnv(name, undefined)
    vi.stubEnv(name.toLowerCase(), undefined)
  }
  onTestFinished(() => {
    vi.unstubAllEnvs()
  })
})

function callsBy(fetch: CallClientOptions['fetch'], options: Partial<CallClientOptions> = {}): CallClient {
  const app = { sdkAppId: 1, site: 'china', identifier: 'administrator', sdkSecretKey: 'key-of-this-test' } as const
  return new CallClient({ ...app, fetch, retry: { maxAttempts: 1 }, ...options } as CallClientOptions)
}

test.each([false, true])('requests go through one kept-alive tunnel, TLS to the proxy: %s', async (secure) => {
  const vendor = await startVendor()
  const proxy = await startProxy({ to: vendor.port, secure })
  const proxyUrl = `${secure ? 'https' : 'http'}://us%20er:p%40ss@${proxy.host}`
  const calls = callsBy(createProxyTransport({ proxyUrl, ca: cert }))
  for (let count = 0; count < 3; count++)
    await expect(calls.startCallByRobot(ring)).resolves.toEqual({ CallId: 'rung' })
  expect(vendor.paths).toHaveLength(3)
  const authorization = `Basic ${Buffer.from('us er:p@ss').toString('base64')}`
  expect(proxy.tunnels).toMatchObject([{ target: 'console.tim.qq.com:443', authorization }])
})

test('the proxy cannot impersonate the vendor', async () => {
  const vendor = await startVendor()
  const proxy = await startProxy({ to: vendor.port })
  const calls = callsBy(createProxyTransport({ proxyUrl: `http://${proxy.host}` }))
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'not-sent' })
  expect(vendor.paths).toHaveLength(0)
})

test.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])(
  '%s is used, unless NO_PROXY contains the host',
  async (name) => {
    const vendor = await startVendor()
    const proxy = await startProxy({ to: vendor.port })
    vi.stubEnv(name, `http://${proxy.host}`)
    // The same port of this machine, by a name that is not loopback's.
    const endpoint = `https://0.0.0.0:${vendor.port}`
    await callsBy(createProxyTransport({ ca: cert }), { endpoint }).startCallByRobot(ring)
    expect(proxy.tunnels).toHaveLength(1)
    for (const exception of ['NO_PROXY', 'no_proxy']) {
      vi.stubEnv(exception, 'example.com, 0.0.0.0')
      await callsBy(createProxyTransport({ ca: cert }), { endpoint }).startCallByRobot(ring)
      vi.stubEnv(exception, undefined)
    }
    expect(proxy.tunnels).toHaveLength(1)
    expect(vendor.paths).toHaveLength(3)
  },
)

test('host:port without a scheme is an http proxy, also with a user name', async () => {
  const vendor = await startVendor()
  const proxy = await startProxy({ to: vendor.port })
  for (const options of [
    { proxyUrl: proxy.host },
    { env: { HTTPS_PROXY: ` ${proxy.host}\r` } },
    { env: { https_proxy: `user:p%40ss@${proxy.host}` } },
  ])
    await callsBy(createProxyTransport({ ...options, ca: cert })).startCallByRobot(ring)
  expect(vendor.paths).toHaveLength(3)
  expect(proxy.tunnels.map(({ authorization }) => authorization)).toEqual([undefined, undefined, 'Basic dXNlcjpwQHNz'])
})

test('plain http uses HTTP_PROXY', async () => {
  const proxy = await startProxy({ answer: 'HTTP/1.1 403 Forbidden\r\n\r\n' })
  vi.stubEnv('http_proxy', `http://${proxy.host}`)
  const { signal } = new AbortController()
  const init = { method: 'POST', headers: {}, body: '', redirect: 'manual', signal, onAbort: () => {} } as const
  await expect(createProxyTransport()('http://vendor.test/', init)).rejects.toThrow('403')
  expect(proxy.tunnels).toMatchObject([{ target: 'vendor.test:80' }])
})

test('an emulator on loopback is not proxied', async () => {
  for (const name of variables.slice(0, 3)) vi.stubEnv(name, closedPort)
  const emulator = await startEmulator()
  onTestFinished(() => emulator.close())
  for (const fetch of [createProxyTransport(), createProxyTransport({ proxyUrl: closedPort })]) {
    const { calls } = createTrtcCall({ ...emulator.clientOptions, fetch })
    await expect(calls.startCallByRobot(ring)).resolves.toMatchObject({ CallId: expect.any(String) })
  }
})

test.each([
  ['wants another password', 'HTTP/1.1 407 Proxy Authentication Required\r\n\r\n', 'ERR_PROXY_AUTHENTICATION'],
  ['forbids the host', 'HTTP/1.1 403 Forbidden\r\n\r\nit was p4ssw0rd-of-test', 'ERR_PROXY_REFUSED'],
  ['cannot reach the host', 'HTTP/1.1 502 Bad Gateway\r\n\r\n', 'ERR_PROXY_REFUSED'],
  ['hangs up', '', 'ERR_PROXY_CONNECTION'],
  ['speaks something else', 'SSH-2.0 p4ssw0rd-of-test\r\n\r\n', 'ERR_PROXY_CONNECTION'],
])('a proxy that %s: nothing is sent, and the error names the proxy', async (_what, answer, code) => {
  const proxy = await startProxy({ answer })
  const calls = callsBy(createProxyTransport({ proxyUrl: `http://user:p4ssw0rd-of-test@${proxy.host}` }))
  const error = await calls.startCallByRobot(ring).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ code: 'ERR_CONNECTION', outcome: 'not-sent', cause: { code } })
  expect(isTrtcError(error) && error.message).toContain(`the proxy ${proxy.host}`)
  expect(inspect(error, { depth: null }) + JSON.stringify(error)).not.toMatch(/p4ssw0rd|cDRzc3cwcm/)
})

test('an unreachable proxy is named', async () => {
  const calls = callsBy(createProxyTransport({ proxyUrl: closedPort }))
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({
    outcome: 'not-sent',
    message: expect.stringMatching(/the proxy 127\.0\.0\.1:1 \(ECONNREFUSED\); nothing was sent$/),
  })
})

test.each([false, true])(
  'an abort ends the wait for a tunnel, and the connection; TLS to the proxy: %s',
  async (secure) => {
    const proxy = await startProxy({ answer: 'silence', secure })
    const proxyUrl = `${secure ? 'https' : 'http'}://${proxy.host}`
    const connected = proxy.connected()
    const controller = new AbortController()
    const calls = callsBy(createProxyTransport({ proxyUrl, ca: cert }))
    const aborted = calls.startCallByRobot(ring, { signal: controller.signal }).catch((reason: unknown) => reason)
    await connected
    const closed = proxy.tunnels.map(({ socket }) => once(socket.resume(), 'close'))
    controller.abort('enough')
    expect(await aborted).toBe('enough')
    await Promise.all(closed)
    expect(closed).toHaveLength(1)
  },
)

test('an abort before the tunnel is open does not affect later requests', async () => {
  const vendor = await startVendor()
  const proxy = await startProxy({ to: vendor.port })
  const calls = callsBy(createProxyTransport({ proxyUrl: `http://${proxy.host}`, ca: cert }))
  const controller = new AbortController()
  const aborted = calls.startCallByRobot(ring, { signal: controller.signal }).catch((reason: unknown) => reason)
  const others = [calls.startCallByRobot(ring), calls.startCallByRobot(ring)]
  controller.abort('enough')
  expect(await aborted).toBe('enough')
  await Promise.all(others)
  await calls.startCallByRobot(ring)
  expect(vendor.paths).toHaveLength(3)
})

const broken: Readonly<Record<string, readonly [(socket: Socket) => void, object]>> = {
  'that never answers the handshake': [() => {}, { code: 'ERR_TIMEOUT', outcome: 'not-sent' }],
  'that hangs up in the handshake': [
    (socket) => socket.once('data', () => socket.destroy()),
    { code: 'ERR_CONNECTION', outcome: 'not-sent' },
  ],
  'that speaks plain HTTP': [
    (socket) => socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')),
    { code: 'ERR_CONNECTION', outcome: 'not-sent' },
  ],
}

test.each(Object.entries(broken))('behind a tunnel, nothing is sent to a host %s', async (_, [behave, error]) => {
  const proxy = await startProxy({ to: await listen(createServer(behave)) })
  const fetch = createProxyTransport({ proxyUrl: `http://${proxy.host}`, ca: cert })
  await expect(callsBy(fetch, { attemptTimeoutMs: 300 }).startCallByRobot(ring)).rejects.toMatchObject(error)
})

test('behind a tunnel, a host that reads the request and disconnects may have executed it', async () => {
  let received = ''
  const host = createTlsServer({ cert, key }, (socket) => {
    socket.once('data', (bytes) => {
      received = bytes.toString()
      socket.destroy()
    })
  })
  const proxy = await startProxy({ to: await listen(host) })
  const calls = callsBy(createProxyTransport({ proxyUrl: `http://${proxy.host}`, ca: cert }))
  await expect(calls.startCallByRobot(ring)).rejects.toMatchObject({ code: 'ERR_CONNECTION', outcome: 'unknown' })
  expect(received).toMatch(/^POST /)
})

test('if a proxy opens no tunnel in time, nothing is sent', async () => {
  const proxy = await startProxy({ answer: 'silence' })
  const fetch = createProxyTransport({ proxyUrl: `http://${proxy.host}` })
  const error = callsBy(fetch, { attemptTimeoutMs: 300 }).startCallByRobot(ring)
  await expect(error).rejects.toMatchObject({ code: 'ERR_TIMEOUT', outcome: 'not-sent' })
})

test('an invalid proxy URL throws an InputError without the password', async () => {
  for (const proxyUrl of [
    '',
    '"http://user:p4ssw0rd@proxy.example:3128"',
    'socks5://user:p4ssw0rd@proxy.example',
    'http://',
    'http:/proxy.example',
    'http://user:p4ssw0rd@wpad.example/proxy.pac',
  ]) {
    expect(() => createProxyTransport({ proxyUrl })).toThrow(InputError)
    expect(() => createProxyTransport({ proxyUrl })).not.toThrow(/p4ssw0rd/)
  }
  for (const name of ['HTTPS_PROXY', 'all_proxy']) {
    const env = { [name]: 'socks5://user:p4ssw0rd@proxy.example' }
    const error = await callsBy(createProxyTransport({ env }))
      .startCallByRobot(ring)
      .catch((thrown: unknown) => thrown)
    const message = expect.stringContaining(`${name} must be an http or https URL`)
    expect(error).toMatchObject({ outcome: 'not-sent', message, cause: { code: 'ERR_PROXY_SETTING' } })
    expect(inspect(error, { depth: null })).not.toContain('p4ssw0rd')
  }
})
