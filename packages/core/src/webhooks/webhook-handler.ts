import type { WebhookEvent } from './events.ts'
import { checkHandlerOptions, type HandlerSettings, type WebhookHandlerOptions } from './handler-options.ts'
import { verifyRequest } from './verify-request.ts'
import { isWebhookError } from './webhook-error.ts'

export type { WebhookHandlerOptions } from './handler-options.ts'

/** The context that platforms pass beside a request. */
export interface WebhookContext {
  /** Keeps work alive after the response (Cloudflare Workers). */
  waitUntil?(work: Promise<unknown>): void
}

/** Responds to one request. Never rejects because of the request's content. */
export type WebhookHandler = (request: Request, context?: WebhookContext) => Promise<Response>

/**
 * Creates a webhook handler for platforms with `Request` and `Response`: Workers, Deno, Bun, Hono, routes of Next. One URL can
 * receive both kinds. The handler verifies each delivery and passes its event to `events` and, unless it is a duplicate, to
 * `onEvent`. It answers the vendor in the vendor's envelope, and invalid requests with a status.
 *
 * Create it once, at startup: it remembers the events that it has seen.
 *
 * @throws InputError for invalid options, and for Call callbacks without a secret.
 * @example
 * const handle = createWebhookHandler({
 *   sdkAppId: 1400000000,
 *   call: { secret: { name: 'token', value: callbackSecret } },
 *   trtc: { key: callbackKey },
 *   onEvent: (event) => store(event),
 *   onError: (error) => console.error(error),
 * })
 * export default { fetch: (request, env, context) => handle(request, context) }
 * @see {@link https://www.tencentcloud.com/document/product/647/68934}
 * @see {@link https://www.tencentcloud.com/document/product/647/62717}
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandler {
  const settings = checkHandlerOptions(options)
  const running = new Map<string, number>()
  return async (request, context) => {
    let event: WebhookEvent
    try {
      event = await verifyRequest(settings, request)
    } catch (error) {
      settings.onError?.(error)
      return reject(error)
    }
    settings.events?.push(event)
    if (settings.respond === 'after-handler') return respondAfterHandler(settings, running, event)
    keepAlive(settings, context, handleAfterResponse(settings, event))
    return acceptedResponse(event)
  }
}

/** Runs the handler in the next turn of the event loop, so that the response is sent even if the handler then blocks. */
async function handleAfterResponse(settings: HandlerSettings, event: WebhookEvent): Promise<void> {
  if (settings.onEvent === undefined) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  try {
    if (await isNew(settings, event)) await settings.onEvent(event)
  } catch (error) {
    settings.onError?.(error, event)
  }
}

/** If the store fails, the event counts as new: handling it twice is better than losing it. */
async function isNew({ dedupe, onError }: HandlerSettings, event: WebhookEvent): Promise<boolean> {
  try {
    return await dedupe.add(event.key)
  } catch (error) {
    onError?.(error, event)
    return true
  }
}

function keepAlive(settings: HandlerSettings, context: WebhookContext | undefined, work: Promise<void>): void {
  if (typeof context?.waitUntil === 'function') context.waitUntil(work)
  else settings.waitUntil?.(work)
}

/** The vendor waits less than this. After it, an earlier request may have been killed by the platform. */
const maxHandlingMs = 10_000

/** `running` maps the keys of events being handled to their start. */
async function respondAfterHandler(
  settings: HandlerSettings,
  running: Map<string, number>,
  event: WebhookEvent,
): Promise<Response> {
  const now = settings.now()
  const since = running.get(event.key)
  // Another request is handling it and may still fail, so the vendor should retry. Waiting here would hang on some platforms.
  if (since !== undefined && Math.abs(now - since) < maxHandlingMs) return textResponse(503, 'try again')
  running.set(event.key, now)
  try {
    // A run that started and never ended is in the store, but was not handled.
    if (since !== undefined || (await isNew(settings, event))) await settings.onEvent?.(event)
    return acceptedResponse(event)
  } catch (error) {
    settings.onError?.(error, event)
    await forget(settings, event)
    return textResponse(500, 'not handled')
  } finally {
    if (running.get(event.key) === now) running.delete(event.key)
  }
}

async function forget({ dedupe, onError }: HandlerSettings, event: WebhookEvent): Promise<void> {
  try {
    await dedupe.remove(event.key)
  } catch (error) {
    onError?.(error, event)
  }
}

const vendorResponses = {
  call: { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 },
  trtc: { code: 0 },
}

function acceptedResponse({ family }: WebhookEvent): Response {
  return new Response(JSON.stringify(vendorResponses[family]), { headers: { 'Content-Type': 'application/json' } })
}

/** The response does not reveal why the request was rejected. */
function reject(error: unknown): Response {
  const status = isWebhookError(error) ? error.status : 500
  return textResponse(status, texts[status] ?? 'not handled')
}

const texts: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'not authorized',
  405: 'POST only',
  413: 'too large',
}

function textResponse(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain', ...(status === 405 ? { Allow: 'POST' } : {}) },
  })
}
