import { once } from 'node:events'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookEvent, WebhookHandlerOptions } from '@trtc-call/node/webhooks'
import { UsageError } from '../errors.ts'
import type { WebhookAuth } from './auth-options.ts'
import { postWebhook } from './post.ts'

/** A request that the receiver got. */
export interface Delivery {
  /** Undefined if the delivery was rejected. */
  readonly event?: WebhookEvent
  /** Why the delivery was rejected. */
  readonly rejected?: string
  /** The status with which the app answered, or the reason why it did not. */
  readonly forwarded?: number | string
}

export interface ReceiverOptions {
  readonly sdkAppId: number
  readonly auth: WebhookAuth
  /** Verified deliveries go to this URL. */
  readonly forward: string | undefined
  /** On 127.0.0.1; 0 for any free one. */
  readonly port: number
  onDelivery(delivery: Delivery): void
}

export interface Receiver {
  readonly port: number
  /** Stops at once, and resolves when every delivery has been reported. */
  close(): Promise<void>
}

const maxBodyBytes = 65_536
const forwardTimeoutMs = 10_000

/**
 * Starts a server that verifies deliveries, reports them and forwards them unchanged.
 *
 * @throws InputError for an unusable secret, UsageError for a port that is not free.
 */
export async function startReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { createNodeWebhookHandler } = await import('@trtc-call/node/webhooks')
  const { createServer } = await import('node:http')
  const { forward, onDelivery } = options
  createNodeWebhookHandler(handlerOptions(options, {})) // throws for unusable secrets
  const closing = new AbortController()
  const underWay = new Set<Promise<void>>()
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request).catch(() => undefined)
    if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end()
    const delivery: { -readonly [Key in keyof Delivery]: Delivery[Key] } = {}
    // A handler for each request, because a handler reports a repeated delivery only once.
    await createNodeWebhookHandler(handlerOptions(options, delivery))(Object.assign(request, { body }), response)
    if (delivery.event !== undefined && forward !== undefined) {
      const posted = { url: forwardUrl(forward, request.url ?? ''), headers: headersToForward(request), body }
      delivery.forwarded = await postWebhook(posted, forwardTimeoutMs, closing.signal).catch(() => 'stopped waiting')
    }
    onDelivery(delivery)
  }
  const server = createServer((request, response) => {
    const receiving = receive(request, response).finally(() => underWay.delete(receiving))
    underWay.add(receiving)
  })
  const port = await listenOn(server, options.port)
  const close = async (): Promise<void> => {
    server.close()
    server.closeAllConnections()
    closing.abort()
    await Promise.allSettled(underWay)
  }
  return { port, close }
}

function handlerOptions(
  { sdkAppId, auth: { secret, token, key } }: ReceiverOptions,
  delivery: { event?: WebhookEvent; rejected?: string },
): WebhookHandlerOptions {
  return {
    sdkAppId,
    call: secret === undefined && token === undefined ? undefined : { secret, token },
    trtc: key === undefined ? undefined : { key },
    respond: 'after-handler',
    onEvent: (event) => {
      delivery.event = event
    },
    onError: (error) => {
      delivery.rejected = error instanceof Error ? error.message : String(error)
    },
  }
}

/** Undefined if the body is larger than any of the vendor. */
async function readBody(request: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > maxBodyBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/** Adds the vendor's query parameters, except those that the URL has already. */
function forwardUrl(forward: string, requestUrl: string): string {
  const url = new URL(forward)
  const [, ...query] = requestUrl.split('?')
  for (const [name, value] of new URLSearchParams(query.join('?'))) {
    if (!url.searchParams.has(name)) url.searchParams.append(name, value)
  }
  return url.href
}

function headersToForward({ headers }: IncomingMessage): Record<string, string> {
  const names = ['content-type', 'sign', 'sdkappid']
  return Object.fromEntries(names.flatMap((name) => (headers[name] ? [[name, String(headers[name])]] : [])))
}

/** Returns the port. */
async function listenOn(server: Server, port: number): Promise<number> {
  try {
    await once(server.listen(port, '127.0.0.1'), 'listening')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const hint = code === 'EADDRINUSE' ? 'leave --port out to use any free port' : ''
    throw new UsageError(`--port ${port} cannot be used (${code})`, hint)
  }
  return (server.address() as AddressInfo).port
}
