import type { IncomingMessage, Server } from 'node:http'
import type { WebhookEvent, WebhookHandlerOptions } from '@trtc-call/node/webhooks'
import { whyUnreachable } from '../client/why-unreachable.ts'
import { UsageError } from '../usage-error.ts'
import type { Agreed } from './webhook-options.ts'

/** What became of a delivery. */
export interface Received {
  /** Left out where it was refused. */
  readonly event?: WebhookEvent
  readonly refused?: string
  /** The status that the receiver behind answered with, or why there is none. */
  readonly forwarded?: number | string
}

export interface ReceiverSetting {
  readonly sdkAppId: number
  readonly agreed: Agreed
  readonly forward: string | undefined
  readonly onReceived: (received: Received) => void
}

const maxBodyBytes = 65_536
const forwardTimeoutMs = 10_000

/**
 * A server on this machine that verifies what the vendor posts, tells of it, and hands what is to be believed on, to the byte.
 *
 * @throws TypeError for a secret that is not usable.
 */
export async function createReceiver(setting: ReceiverSetting): Promise<Server> {
  const { createNodeWebhookHandler } = await import('@trtc-call/node/webhooks')
  const { createServer } = await import('node:http')
  const { forward, onReceived } = setting
  createNodeWebhookHandler(handlerOptions(setting, {})) // refuses now what is wrong with the secrets
  return createServer(async (request, response) => {
    const body = await readRaw(request).catch(() => undefined)
    if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end()
    const told: Told = {}
    // A memory of its own for each: what comes again is shown again, and handed on again.
    const handle = createNodeWebhookHandler(handlerOptions(setting, told))
    await handle(Object.assign(request, { body }), response)
    const isBelieved = told.event !== undefined && forward !== undefined
    onReceived({ ...told, ...(isBelieved ? { forwarded: await handOn(forward, request, body) } : {}) })
  })
}

interface Told {
  event?: WebhookEvent
  refused?: string
}

function handlerOptions({ sdkAppId, agreed }: ReceiverSetting, told: Told): WebhookHandlerOptions {
  const { secret, token, key } = agreed
  return {
    sdkAppId,
    call: { secret, token },
    trtc: key === undefined ? undefined : { key },
    answer: 'when-done',
    onEvent: (event) => {
      told.event = event
    },
    onError: (error) => {
      told.refused = error instanceof Error ? error.message : String(error)
    },
  }
}

/** Undefined for more than the vendor would ever send. */
async function readRaw(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The delivery as it came: its query follows that of the address, its signature stays good. */
async function handOn(forward: string, request: IncomingMessage, body: Buffer): Promise<number | string> {
  const url = new URL(forward)
  const [, ...query] = (request.url ?? '').split('?')
  for (const [name, value] of new URLSearchParams(query.join('&'))) {
    if (!url.searchParams.has(name)) url.searchParams.append(name, value)
  }
  const kept = ['content-type', 'sign', 'sdkappid'].flatMap((name) => {
    const value = request.headers[name]
    return typeof value === 'string' ? [[name, value]] : []
  })
  const limit = AbortSignal.timeout(forwardTimeoutMs)
  try {
    const init = { method: 'POST', headers: Object.fromEntries(kept), body: new Uint8Array(body) }
    const response = await fetch(url, { ...init, redirect: 'manual', signal: limit })
    await response.body?.cancel()
    return response.status
  } catch (error) {
    return whyUnreachable(error, limit)
  }
}

/** The port that it listens on. @throws UsageError where it cannot. */
export function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', ({ code }: NodeJS.ErrnoException) => {
      const hint = 'without --port any free one is taken'
      reject(new UsageError(`--port ${port} cannot be used (${code})`, code === 'EADDRINUSE' ? hint : ''))
    })
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}
