import { createWebhookHandler, type WebhookEvent, type WebhookHandlerOptions } from '../../src/webhooks.ts'
import { callUrl, key, now, sdkAppId, secret, token, trtcDelivery } from './deliveries.ts'

/** A handler for both kinds, and the events and errors that it passed on. */
export function receiver(options: Partial<WebhookHandlerOptions> = {}) {
  const seen: WebhookEvent[] = []
  const errors: unknown[] = []
  const work: Promise<unknown>[] = []
  const handle = createWebhookHandler({
    sdkAppId,
    call: { secret, token },
    trtc: { key },
    now: () => now,
    onEvent: (event) => seen.push(event),
    onError: (error) => errors.push(error),
    ...options,
  })
  const context = { waitUntil: (promise: Promise<unknown>) => work.push(promise) }
  return { handle: (request: Request) => handle(request, context), seen, errors, done: () => Promise.all(work) }
}

export function callRequest(body: { readonly CallbackCommand: string }, url = callUrl(body.CallbackCommand)): Request {
  return new Request(url, { method: 'POST', body: JSON.stringify(body) })
}

export function trtcRequest(body: object): Request {
  const { headers, body: text } = trtcDelivery(body)
  return new Request('https://example.com/hook', { method: 'POST', body: text as string, headers: headers as Headers })
}
