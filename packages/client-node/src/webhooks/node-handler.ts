import type { ServerResponse } from 'node:http'
import { createWebhookHandler, type WebhookHandlerOptions } from '@trtc-call/core/webhooks'
import { toRequest } from './node-request.ts'
import { ParsedBodyError, rawBodyOf, type WebhookRequest } from './raw-body.ts'
import { SenderGone } from './read-body.ts'

/** Takes one request; resolves when it has been answered, and never rejects for anything that was sent. */
export type NodeWebhookHandler = (request: WebhookRequest, response: ServerResponse) => Promise<void>

const defaultMaxBodyBytes = 65_536

/**
 * A receiver of webhooks for `node:http` and for the frameworks on it; see `createWebhookHandler` of
 * `@trtc-call/core/webhooks` for what it does. It needs the raw body, and takes `request.rawBody` (NestJS with
 * `rawBody: true`, Firebase and Google Cloud Functions), bytes or text in `request.body` (`express.raw()`), or reads the
 * request where no parser has. Behind a parser that keeps nothing it answers 500, with the remedy for each framework.
 *
 * @throws InputError for options that are not usable, and for Call callbacks without a secret.
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
      if (error instanceof SenderGone) return
      // What it throws must not end the process.
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
  // Who sends too much is not listened to until the end.
  const parting = from.status === 413 ? { connection: 'close' } : {}
  response.writeHead(from.status, { ...Object.fromEntries(from.headers), ...parting })
  response.end(text)
}
