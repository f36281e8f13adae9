import { env } from 'cloudflare:workers'
import { isTrtcError } from '@trtc-call/edge'
import { createWebhookHandler, type WebhookEvent } from '@trtc-call/edge/webhooks'
import { connect } from './trtc.ts'

export { RobotCall } from './robot-call.ts'

/** Made once for each isolate: it remembers which deliveries it has seen. */
const receiveCallback = createWebhookHandler({
  sdkAppId: Number(env.TRTC_SDK_APP_ID),
  call: { secret: { name: 'token', value: env.TRTC_CALLBACK_SECRET } },
  onEvent: tell,
  onError: (error) => console.error(String(error)),
})

export default {
  async fetch(request, _env, context): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/trtc/callback') return receiveCallback(request, context)
    if (pathname === '/ring' && request.method === 'POST') return ring(request)
    return new Response('there are /ring and /trtc/callback\n', { status: 404 })
  },
} satisfies ExportedHandler<Env>

/**
 * Rings, and leaves the waiting to the call's Durable Object. Put your own authentication before this: whoever reaches it can
 * ring your users.
 */
async function ring(request: Request): Promise<Response> {
  const { callee } = await request.json<{ callee: string }>()
  const stream = { url: env.STREAM_URL }
  try {
    const call = await connect(env).dial(
      { robot: 'robot', callees: [callee], media: 'video', stream },
      { until: 'placed' },
    )
    const { callId } = call
    if (callId === undefined) return Response.json({ error: 'the vendor told no CallId' }, { status: 502 })
    try {
      await env.CALLS.getByName(callId).take(call.toJSON())
    } catch (error) {
      await call.hangUp()
      throw error
    }
    return Response.json({ callId }, { status: 202 })
  } catch (error) {
    // With `unknown` the phone may ring all the same: look before you ring again.
    if (isTrtcError(error)) return Response.json({ error: error.code, outcome: error.outcome }, { status: 502 })
    throw error
  }
}

/** After the vendor has its answer. Calls that this Worker has not placed come by here, too. */
async function tell(event: WebhookEvent): Promise<void> {
  if (event.family === 'call' && event.callId !== undefined) await env.CALLS.getByName(event.callId).hear(event.raw)
}
