import { env } from 'cloudflare:workers'
import { isTrtcError } from '@trtc-call/edge'
import { createWebhookHandler, type WebhookEvent } from '@trtc-call/edge/webhooks'
import { connect } from './trtc.ts'

export { RobotCall } from './robot-call.ts'

/** Created once per isolate, because it deduplicates deliveries. */
const receiveCallback = createWebhookHandler({
  sdkAppId: Number(env.TRTC_SDK_APP_ID),
  call: { secret: { name: 'token', value: env.TRTC_CALLBACK_SECRET } },
  onEvent: forward,
  onError: (error) => console.error(String(error)),
})

export default {
  async fetch(request, _env, context): Promise<Response> {
    const { pathname } = new URL(request.url)
    if (pathname === '/trtc/callback') return receiveCallback(request, context)
    if (pathname === '/ring' && request.method === 'POST') return ring(request)
    return new Response('use /ring or /trtc/callback\n', { status: 404 })
  },
} satisfies ExportedHandler<Env>

/**
 * Rings; the call's Durable Object waits for the answer. Add your own authentication: anyone who reaches this route can ring
 * your users.
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
    if (callId === undefined) return Response.json({ error: 'the response has no CallId' }, { status: 502 })
    try {
      await env.CALLS.getByName(callId).start(call.toJSON())
    } catch (error) {
      await call.hangUp()
      throw error
    }
    return Response.json({ callId }, { status: 202 })
  } catch (error) {
    // With the outcome `unknown`, the phone may have rung: check before you ring again.
    if (isTrtcError(error)) return Response.json({ error: error.code, outcome: error.outcome }, { status: 502 })
    throw error
  }
}

/** Runs after the response to the vendor, also for calls that this Worker has not started. */
async function forward(event: WebhookEvent): Promise<void> {
  if (event.family === 'call' && event.callId !== undefined) await env.CALLS.getByName(event.callId).receive(event.raw)
}
