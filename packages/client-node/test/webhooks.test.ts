import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import express from 'express'
import { fastify } from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { createCallEvents } from '../src/index.ts'
import {
  createNodeWebhookHandler,
  fastifyWebhook,
  type WebhookEvent,
  type WebhookHandlerOptions,
} from '../src/webhooks.ts'

const sdkAppId = 1_400_000_000
const key = 'key0of0this0test'
const secret = { name: 'token', value: 'url-secret-of-this-test' }
const large = '144115212830834855'
const body = `{"CallbackCommand":"Call.CallbackAfterEndCall","CallRecord":{"CallId":"c-1","Caller_Account":${large},"CallResult":"NormalEnd"}}`
const query = `token=${secret.value}&SdkAppid=${sdkAppId}&CallbackCommand=Call.CallbackAfterEndCall`
const json = { 'Content-Type': 'application/json' }
const accepted = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }

/** Where a handler of both kinds listens, and what it handed on. */
interface Listening {
  readonly url: string
  readonly seen: WebhookEvent[]
  readonly errors: unknown[]
  /** Resolves when the next event has been handed on. */
  handed(): Promise<WebhookEvent>
}

type Mount = (options: WebhookHandlerOptions) => Server | Promise<Server>

async function listen(mount: Mount, more: Partial<WebhookHandlerOptions> = {}): Promise<Listening> {
  const seen: WebhookEvent[] = []
  const errors: unknown[] = []
  const waiting: ((event: WebhookEvent) => void)[] = []
  const server = await mount({
    sdkAppId,
    call: { secret },
    trtc: { key },
    onEvent(event) {
      seen.push(event)
      waiting.shift()?.(event)
    },
    onError: (error) => errors.push(error),
    ...more,
  })
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const handed = () => new Promise<WebhookEvent>((resolve) => waiting.push(resolve))
  return { url: `http://127.0.0.1:${port}/hook`, seen, errors, handed }
}

async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

const servers: Readonly<Record<string, Mount>> = {
  'node:http': (options) => serve(createNodeWebhookHandler(options)),
  Express: (options) => serve(express().post('/hook', createNodeWebhookHandler(options)).use(express.json())),
  'Express with raw()': (options) =>
    serve(express().use('/hook', express.raw({ type: '*/*' }), createNodeWebhookHandler(options))),
  'Express with text()': (options) =>
    serve(express().use('/hook', express.text({ type: '*/*' }), createNodeWebhookHandler(options))),
  'Express, under a router': (options) =>
    serve(express().use('/', express.Router().use('/hook', createNodeWebhookHandler(options)))),
  Fastify: async (options) => {
    const app = fastify()
    app.register(fastifyWebhook({ path: '/hook', ...options }))
    await app.listen({ port: 0, host: '127.0.0.1' })
    return app.server
  },
}

describe.each(Object.entries(servers))('%s', (_name, mount) => {
  test('takes a Call callback, every digit of it, and a signed event', async () => {
    const { url, seen, errors, handed } = await listen(mount)
    const handedOn = handed()
    const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    expect([response.status, await response.json()]).toEqual([200, accepted])
    expect(await handedOn).toMatchObject({ type: 'call-ended', record: { callerId: large, outcome: 'completed' } })

    const text = JSON.stringify({ EventType: 702, CallbackMsTs: Date.now(), EventInfo: { TaskId: 't-1' } })
    const Sign = createHmac('sha256', key).update(text).digest('base64')
    const next = handed()
    const signed = await fetch(url, {
      method: 'POST',
      headers: { ...json, Sign, SdkAppId: String(sdkAppId) },
      body: text,
    })
    expect([signed.status, await signed.json()]).toEqual([200, { code: 0 }])
    expect(await next).toMatchObject({ type: 'ingest-stopped', taskId: 't-1' })
    expect([seen.length, errors]).toEqual([2, []])
  })

  test('refuses others in two words', async () => {
    const { url, seen, errors } = await listen(mount)
    const wrong = await fetch(`${url}?${query.replace('of-this', 'of-that')}`, { method: 'POST', headers: json, body })
    expect([wrong.status, await wrong.text()]).toEqual([401, 'not authorized\n'])
    const stranger = await fetch(url, { method: 'POST', headers: json, body: '{}' })
    expect([stranger.status, await stranger.text()]).toEqual([400, 'bad request\n'])
    const huge = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body: ' '.repeat(80_000) })
    expect([huge.status, await huge.text()]).toEqual([413, 'too large\n'])
    expect(errors).toMatchObject([{ reason: 'signature' }, { reason: 'unexpected' }, { reason: 'too-large' }])
    expect(seen).toEqual([])
  })

  test('feeds events before it answers', async () => {
    const events = createCallEvents()
    const { url } = await listen(mount, { events })
    await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    expect(events.latest('c-1')).toMatchObject({ record: { CallResult: 'NormalEnd' } })
  })

  test('has answered when your code begins', async () => {
    const answered: boolean[] = []
    const { promise, resolve } = gate()
    let response: ServerResponse | undefined
    const remember: Mount = async (options) => {
      const server = await mount(options)
      return server.prependListener('request', (_request, its) => {
        response = its
      })
    }
    const { url } = await listen(remember, {
      onEvent() {
        answered.push(response?.writableEnded ?? false)
        resolve()
      },
    })
    await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
    await promise
    expect(answered).toEqual([true])
  })
})

function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('what else comes to node:http', () => {
  const mount = servers['node:http'] as Mount

  test.each(['GET', 'PUT', 'TRACE', 'PROPFIND'])('%s is told what is allowed', async (method) => {
    const { url, errors } = await listen(mount)
    const answer = await exchange(url, `${method} /hook HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 405 /)
    expect(answer.toLowerCase()).toContain('\r\nallow: post\r\n')
    expect(errors).toMatchObject([{ reason: 'method' }])
  })

  test.each(['//evil.example/?', 'http://[bad/?', '/%zz?', '*?', '/\\?a=%'])(
    'the address %s is a stranger’s',
    async (path) => {
      const { url, errors } = await listen(mount)
      const length = `Content-Length: 2\r\nConnection: close\r\n`
      expect(await exchange(url, `POST ${path} HTTP/1.1\r\nHost: x\r\n${length}\r\n{}`)).toMatch(/^HTTP\/1\.1 400 /)
      expect(errors).toMatchObject([{ reason: 'unexpected' }])
    },
  )

  test('an endless body is answered and cut off', async () => {
    const { url, errors } = await listen(mount)
    const head = `POST /hook?${query} HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n`
    const answer = await exchange(url, head, `10000\r\n${' '.repeat(0x10000)}\r\n`)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    expect(errors).toMatchObject([{ reason: 'too-large' }])
  })

  test('a sender who goes away in the middle hurts nobody', async () => {
    const errors: unknown[] = []
    const handle = createNodeWebhookHandler({ sdkAppId, trtc: { key }, onError: (error) => errors.push(error) })
    const { promise, resolve } = gate()
    const server = await serve((request, response) => void handle(request, response).then(resolve))
    onTestFinished(() => void server.close())
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
    socket.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () => socket.destroy())
    await promise
    expect(errors).toEqual([])
  })
})

/** Sends bytes as they are, `more` over and over until the other side closes, and gives what came back. */
async function exchange(url: string, bytes: string, more?: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  let text = ''
  socket.on('data', (chunk) => {
    text += chunk
  })
  socket.on('error', () => {}) // whoever is cut off while sending is reset
  socket.write(bytes)
  const sendMore = (failure?: Error | null): void => {
    if (more !== undefined && !failure) socket.write(more, sendMore)
  }
  sendMore()
  await new Promise((resolve) => socket.on('close', resolve))
  return text
}

test('mounted behind a parser it says so, in the answer and to onError', async () => {
  const { url, errors, seen } = await listen((options) =>
    serve(express().use(express.json()).post('/hook', createNodeWebhookHandler(options))),
  )
  const response = await fetch(`${url}?${query}`, { method: 'POST', headers: json, body })
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('before express.json()')])
  expect(errors).toMatchObject([{ message: expect.stringContaining('before express.json()') }])
  expect(seen).toEqual([])
})

test('beside Fastify’s plugin other routes are parsed as before', async () => {
  const app = fastify()
  app.register(fastifyWebhook({ path: '/hook', sdkAppId, trtc: { key } }))
  app.post('/other', async ({ body }) => body)
  await app.listen({ port: 0, host: '127.0.0.1' })
  onTestFinished(() => app.close())
  const { port } = app.server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/other`, { method: 'POST', headers: json, body: '{"a":1}' })
  expect(await response.json()).toEqual({ a: 1 })
})

test('a path that is none is a TypeError', () => {
  expect(() => fastifyWebhook({ path: 'hook', sdkAppId, trtc: { key } })).toThrow(TypeError)
})
