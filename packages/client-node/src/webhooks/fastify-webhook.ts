import type { IncomingMessage } from 'node:http'
import { InputError } from '@trtc-call/core'
import { createWebhookHandler, type WebhookHandlerOptions } from '@trtc-call/core/webhooks'
import { toRequest } from './node-request.ts'

/** The part of a Fastify instance that is used, so that Fastify need not be installed. */
export interface FastifyInstanceLike {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    contentType: string,
    options: { parseAs: 'buffer' },
    parser: (request: never, body: Buffer, done: (error: Error | null, body?: unknown) => void) => void,
  ): unknown
  all(path: string, handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>): unknown
}

/** The part of a Fastify request that is used. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage
  readonly body?: unknown
}

/** The part of a Fastify reply that is used. */
export interface FastifyReplyLike {
  code(status: number): unknown
  headers(values: Record<string, string>): unknown
  send(body: string): unknown
}

/** The options of a webhook handler, and its path. */
export interface FastifyWebhookOptions extends WebhookHandlerOptions {
  /** The path of the route, as in `/trtc`. */
  readonly path: string
}

/**
 * Makes a webhook handler as a Fastify plugin; see `createWebhookHandler` of `@trtc-call/core/webhooks`. Its parser for raw bodies
 * applies only inside the plugin.
 *
 * @throws InputError for invalid options, and for Call callbacks without a secret.
 * @example
 * const app = fastify()
 * app.register(fastifyWebhook({ path: '/trtc', sdkAppId, call: { secret }, trtc: { key }, events, onError: console.error }))
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function fastifyWebhook({
  path,
  ...options
}: FastifyWebhookOptions): (instance: FastifyInstanceLike) => Promise<void> {
  if (typeof path !== 'string' || !path.startsWith('/')) throw new InputError('path', 'format', 'must begin with a /')
  const handle = createWebhookHandler(options)
  return async (instance) => {
    instance.removeAllContentTypeParsers()
    instance.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    instance.all(path, async ({ raw, body }, reply) => {
      const response = await handle(toRequest(raw, body instanceof Uint8Array ? body : undefined))
      reply.code(response.status)
      reply.headers(Object.fromEntries(response.headers))
      return reply.send(await response.text())
    })
  }
}
