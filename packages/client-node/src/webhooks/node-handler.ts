import type { ServerResponse } from 'node:http'
import { createWebhookHandler, type WebhookHandlerOptions } from '@trtc-call/core/webhooks'
import { toRequest } from './node-request.ts'
import { ParsedBodyError, rawBodyOf, type WebhookRequest } from './raw-body.ts'
import { ClientDisconnected } from './read-body.ts'

/** Handles one request. Resolves after the response, and never rejects because of the request. */
export type NodeWebhookHandler = (request: WebhookRequest, response: ServerResponse) => Promise<void>

const defaultMaxBodyBytes = 65_536

/**
 * Makes a webhook handler for `node:http` and the frameworks on it; see `createWebhookHandler` of `@trtc-call/core/webhooks`. It
 * needs the raw body: it uses `request.rawBody` (NestJS with `rawBody: true`, Firebase and Google Cloud Functions), bytes or text
 * in `request.body` (`express.raw()`), or reads the request. If a parser has read it and kept no bytes, the response is 500, with
 * the fix for each framework.
 *
 * @throws InputError for invalid options, and for Call callbacks without a secret.
 * @example
 * const handle = createNodeWebhookHandler({ sdkAppId, call: { secret }, trtc: { key }, events, onError: console.error })
 * createServer(handle).listen(8080) // node:http
 * app.post('/trtc', handle) // Express, before app.use(express.json())
 * router.post('/trtc', (ctx) => ((ctx.respond = false), handle(ctx.req, ctx.res))) // Koa
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function createNodeWebhookHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const handle = createWebhookHandler(options)
  const { onError, maxBodyBytes = defaultMaxBodyBytes } = options
  return async (request, response) => {
    try {
      await answer(response, await handle(toRequest(request, await rawBodyOf(request, maxBodyBytes))))
    } catch (error) {
      if (error instanceof ClientDisconnected) return
      // An error of `onError` must not end the process.
      await Promise.resolve(error)
        .then((thrown) => onError?.(thrown))
        .catch(() => {})
      await answer(
        response,
        new Response(error instanceof ParsedBodyError ? `${error.message}\n` : null, { status: 500 }),
      )
    }
  }
}

async function answer(response: ServerResponse, from: Response): Promise<void> {
  const text = await from.text()
  // The rest of a body that is too large is not read.
  const closing = from.status === 413 ? { connection: 'close' } : {}
  response.writeHead(from.status, { ...Object.fromEntries(from.headers), ...closing })
  response.end(text)
}
