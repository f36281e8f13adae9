import type { DialedCall } from '@trtc-call/edge'
import { env, serve } from 'bun'
import { dial, receiveCallback } from './trtc.ts'

const url = env.STREAM_URL ?? 'https://example.com/welcome.mp4'

const server = serve({
  port: env.PORT ?? 3000,
  routes: {
    '/ring': { POST: ring },
    '/trtc/callback': (request) => receiveCallback(request),
  },
})
console.log(`listening on ${server.url}`)

/** Add your own authentication: anyone who reaches this route can ring your users. */
async function ring(request: Request): Promise<Response> {
  const { callee } = (await request.json()) as { callee: string }
  const call = await dial({ robot: 'robot', callees: [callee], media: 'video', stream: { url } }, { until: 'placed' })
  follow(call)
  return Response.json({ callId: call.callId }, { status: 202 })
}

/** Waits for the answer, starts the stream and waits for the end. A call makes progress only while it is awaited. */
async function follow(call: DialedCall): Promise<void> {
  try {
    const { outcome, source } = await call.ended()
    console.log(`call ${call.callId} has ended: ${outcome} (from ${source})`)
  } catch (error) {
    console.error(`call ${call.callId}:`, error)
  }
}
