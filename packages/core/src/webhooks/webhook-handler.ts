import type { WebhookEvent } from './events.ts'
import { checkHandlerOptions, type HandlerSettings, type WebhookHandlerOptions } from './handler-options.ts'
import { receive } from './receive.ts'
import { isWebhookError } from './webhook-error.ts'

export type { WebhookHandlerOptions } from './handler-options.ts'

/** What platforms give beside a request, as far as a handler can use it. */
export interface WebhookContext {
  /** Keeps what runs after the answer alive (Cloudflare Workers). */
  waitUntil?(work: Promise<unknown>): void
}

/** Answers one request. It never rejects for anything that was sent. */
export type WebhookHandler = (request: Request, context?: WebhookContext) => Promise<Response>

/**
 * A receiver of webhooks for everything that speaks `Request` and `Response`: Workers, Deno, Bun, Hono, routes of Next.
 * One address may take both kinds. Each event that is verified goes to `events` and then, unless it was seen before, to
 * `onEvent`; the vendor is answered in the shape that it expects, others with a status and two words.
 *
 * Make it once, where your program starts: it remembers what it has seen.
 *
 * @throws InputError for options that are not usable, and for Call callbacks without a secret.
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
      event = await receive(settings, request)
    } catch (error) {
      settings.onError?.(error)
      return refuse(error)
    }
    settings.events?.push(event)
    if (settings.answer === 'when-done') return answerWhenDone(settings, running, event)
    keepAlive(settings, context, handOnLater(settings, event))
    return accept(event)
  }
}

/** After the answer: the platform has it once this turn of the event loop is over, even if your code blocks the next one. */
async function handOnLater(settings: HandlerSettings, event: WebhookEvent): Promise<void> {
  if (settings.onEvent === undefined) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  try {
    if (await isNew(settings, event)) await settings.onEvent(event)
  } catch (error) {
    settings.onError?.(error, event)
  }
}

/** A store that fails must not lose an event: twice is better than never. */
async function isNew({ duplicates, onError }: HandlerSettings, event: WebhookEvent): Promise<boolean> {
  try {
    return await duplicates.add(event.key)
  } catch (error) {
    onError?.(error, event)
    return true
  }
}

function keepAlive(settings: HandlerSettings, context: WebhookContext | undefined, work: Promise<void>): void {
  if (typeof context?.waitUntil === 'function') context.waitUntil(work)
  else settings.waitUntil?.(work)
}

/** The vendor waits for an answer no longer than this, and a platform may have ended the request without a word. */
const longestHandlingMs = 10_000

/** `running` has the keys of events that are being handled, and since when. */
async function answerWhenDone(
  settings: HandlerSettings,
  running: Map<string, number>,
  event: WebhookEvent,
): Promise<Response> {
  const now = settings.now()
  const since = running.get(event.key)
  // It is being handled and may yet fail: the vendor is to come again. To wait for it here would hang on some platforms.
  if (since !== undefined && Math.abs(now - since) < longestHandlingMs) return say(503, 'try again')
  running.set(event.key, now)
  try {
    // One that was begun and never ended counts as seen already, and was not handled.
    if (since !== undefined || (await isNew(settings, event))) await settings.onEvent?.(event)
    return accept(event)
  } catch (error) {
    settings.onError?.(error, event)
    await forget(settings, event)
    return say(500, 'not handled')
  } finally {
    if (running.get(event.key) === now) running.delete(event.key)
  }
}

async function forget({ duplicates, onError }: HandlerSettings, event: WebhookEvent): Promise<void> {
  try {
    await duplicates.remove(event.key)
  } catch (error) {
    onError?.(error, event)
  }
}

const taken = {
  call: { ActionStatus: 'OK', ErrorInfo: '', ErrorCode: 0 },
  trtc: { code: 0 },
}

function accept({ family }: WebhookEvent): Response {
  return new Response(JSON.stringify(taken[family]), { headers: { 'Content-Type': 'application/json' } })
}

/** A stranger learns no more than that it was not taken. */
function refuse(error: unknown): Response {
  const status = isWebhookError(error) ? error.status : 500
  return say(status, words[status] ?? 'not handled')
}

const words: Readonly<Record<number, string>> = {
  400: 'bad request',
  401: 'not authorized',
  405: 'only POST',
  413: 'too large',
}

function say(status: number, text: string): Response {
  return new Response(`${text}\n`, {
    status,
    headers: { 'Content-Type': 'text/plain', ...(status === 405 ? { Allow: 'POST' } : {}) },
  })
}
