import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { WebhookEvent, WebhookHandlerOptions } from '@trtc-call/node/webhooks'
import { UsageError } from '../errors.ts'
import { handOn } from './hand-on.ts'
import type { Agreed } from './webhook-options.ts'

/** What became of a delivery. */
export interface Received {
  /** Left out where it was refused. */
  readonly event?: WebhookEvent
  readonly refused?: string
  /** The status that the receiver behind answered with, or why there is none. Comes later than the rest. */
  forwarded?: number | string
}

export interface ReceiverSetting {
  readonly sdkAppId: number
  readonly agreed: Agreed
  readonly forward: string | undefined
  /** 0 for any free one. */
  readonly port: number
  /** Something has come, and has been verified. */
  onReceived(received: Received): void
  /** Now all is known of it. */
  onDone(received: Received): void
}

/** A server on this machine. */
export interface Receiver {
  readonly port: number
  /** Takes no more and waits for no answer; resolves when everything that has come is done. */
  close(): Promise<void>
}

const maxBodyBytes = 65_536

/**
 * A server on this machine that verifies what the vendor posts, tells of it, and hands what is to be believed on, to the byte.
 *
 * @throws TypeError for a secret that is not usable.
 * @throws UsageError for a port that is not free.
 */
export async function startReceiver(setting: ReceiverSetting): Promise<Receiver> {
  const { createNodeWebhookHandler } = await import('@trtc-call/node/webhooks')
  const { createServer } = await import('node:http')
  createNodeWebhookHandler(handlerOptions(setting, {})) // refuses now what is wrong with the secrets
  const ending = new AbortController()
  const underWay = new Set<Promise<void>>()
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readRaw(request).catch(() => undefined)
    if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end()
    const told: Told = {}
    // A memory of its own for each: what comes again is shown again, and handed on again.
    const handle = createNodeWebhookHandler(handlerOptions(setting, told))
    await handle(Object.assign(request, { body }), response)
    const received: Received = { ...told }
    setting.onReceived(received)
    if (told.event !== undefined && setting.forward !== undefined) {
      const { url = '', headers } = request
      received.forwarded = await handOn(setting.forward, { url, headers, body }, ending.signal)
    }
    setting.onDone(received)
  }
  const server = createServer((request, response) => {
    const receiving = receive(request, response).finally(() => underWay.delete(receiving))
    underWay.add(receiving)
  })
  const port = await listenOn(server, setting.port)
  const close = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    ending.abort()
    await Promise.allSettled(underWay)
  }
  return { port, close }
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
    respond: 'after-handler',
    onEvent: (event) => {
      told.event = event
    },
    onError: (error) => {
      told.refused = error instanceof Error ? error.message : String(error)
    },
  }
}

/** Undefined for more than the vendor would ever send. */
async function readRaw(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** The port that it listens on. */
function listenOn(server: Server, port: number): Promise<number> {
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
