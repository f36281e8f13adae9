import type { IncomingMessage, ServerResponse } from 'node:http'
import { createWebhookHandler, type WebhookHandlerOptions } from '@trtc-call/core/webhooks'
import { toRequest } from './node-request.ts'
import { readBody, SenderGone } from './read-body.ts'

/** Takes one request; resolves when it has been answered, and never rejects for anything that was sent. */
export type NodeWebhookHandler = (
  request: IncomingMessage & { readonly body?: unknown },
  response: ServerResponse,
) => Promise<void>

const defaultMaxBodyBytes = 65_536

/**
 * A receiver of webhooks for `node:http` and for Express; see `createWebhookHandler` of `@trtc-call/core/webhooks` for what it
 * does. It needs the raw body: in Express mount it before `express.json()`, or give its route `express.raw({ type: '*\/*' })`.
 *
 * @throws TypeError for options that are not usable, and for Call callbacks without a secret.
 * @example
 * const handle = createNodeWebhookHandler({ sdkAppId, call: { secret }, trtc: { key }, events, onError: console.error })
 * createServer(handle).listen(8080) // node:http
 * app.post('/trtc', handle) // Express, before app.use(express.json())
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function createNodeWebhookHandler(options: WebhookHandlerOptions): NodeWebhookHandler {
  const handle = createWebhookHandler(options)
  const { onError, maxBodyBytes = defaultMaxBodyBytes } = options
  return async (request, response) => {
    try {
      const body = isRaw(request.body) ? request.body : await readUnparsed(request, maxBodyBytes)
      await answer(response, await handle(toRequest(request, body)))
    } catch (error) {
      if (error instanceof SenderGone) return
      // What it throws must not end the process.
      await Promise.resolve(error)
        .then((thrown) => onError?.(thrown))
        .catch(() => {})
      await answer(response, new Response(error instanceof ParsedBody ? `${error.message}\n` : null, { status: 500 }))
    }
  }
}

/** A mistake of whoever mounted the handler, which has to be seen at the first delivery. */
class ParsedBody extends TypeError {}

function readUnparsed(request: Parameters<NodeWebhookHandler>[0], maxBodyBytes: number): Promise<Uint8Array> {
  if (request.body === undefined && !request.readableEnded) return readBody(request, maxBodyBytes)
  throw new ParsedBody(
    'the body of the webhook was parsed before it came here, and its signature cannot be checked any more: mount this handler before express.json(), or give its route express.raw({ type: "*/*" })',
  )
}

/** What `express.raw()` and `express.text()` leave. */
function isRaw(body: unknown): body is Uint8Array | string {
  return typeof body === 'string' || body instanceof Uint8Array
}

async function answer(response: ServerResponse, from: Response): Promise<void> {
  const text = await from.text()
  // Who sends too much is not listened to until the end.
  const parting = from.status === 413 ? { connection: 'close' } : {}
  response.writeHead(from.status, { ...Object.fromEntries(from.headers), ...parting })
  response.end(text)
}
