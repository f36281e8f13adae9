import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { fastify } from 'fastify'
import { onTestFinished } from 'vitest'
import {
  createNodeWebhookHandler,
  fastifyWebhook,
  type WebhookEvent,
  type WebhookHandlerOptions,
} from '../src/webhooks.ts'

export const sdkAppId = 1_400_000_000
export const key = 'key0of0this0test'
const secret = { name: 'token', value: 'url-secret-of-this-test' }
export const large = '144115212830834855'
export const body = `{"CallbackCommand":"Call.CallbackAfterEndCall","CallRecord":{"CallId":"c-1","Caller_Account":${large},"CallResult":"NormalEnd"}}`
export const query = `token=${secret.value}&SdkAppid=${sdkAppId}&CallbackCommand=Call.CallbackAfterEndCall`
export const json = { 'Content-Type': 'application/json' }
export const accepted = { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 }

/** Where a handler of both kinds listens, and what it handed on. */
interface Listening {
  readonly url: string
  readonly seen: WebhookEvent[]
  readonly errors: unknown[]
  /** Resolves when the next event has been handed on. */
  handed(): Promise<WebhookEvent>
}

export type Mount = (options: WebhookHandlerOptions) => Server | Promise<Server>

export async function listen(mount: Mount, more: Partial<WebhookHandlerOptions> = {}): Promise<Listening> {
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

export async function serve(listener: RequestListener): Promise<Server> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return server
}

export const servers: Readonly<Record<string, Mount>> = {
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

/** A promise, and what keeps it. */
export function gate() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}
