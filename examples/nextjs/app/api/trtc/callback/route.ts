import { createWebhookHandler, type WebhookHandler } from '@trtc-call/node/webhooks'
import { callEvents, sdkAppId } from '../../../../lib/trtc'

let handle: WebhookHandler | undefined

/** Receives the callbacks that the vendor posts to /api/trtc/callback?token=…, the URL given to setCallback. */
export function POST(request: Request): Promise<Response> {
  handle ??= createWebhookHandler({
    sdkAppId,
    call: { secret: { name: 'token', value: process.env.TRTC_CALLBACK_SECRET ?? '' } },
    events: callEvents(),
    onError: (error) => console.error(error),
  })
  return handle(request)
}
