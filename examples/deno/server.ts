import type { DialedCall } from '@trtc-call/edge'
import { dial, receiveCallback } from './trtc.ts'

const url = Deno.env.get('STREAM_URL') ?? 'https://example.com/welcome.mp4'

Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8000) }, (request) => {
  const { pathname } = new URL(request.url)
  if (pathname === '/trtc/callback') return receiveCallback(request)
  if (pathname === '/ring' && request.method === 'POST') return ring(request)
  return new Response('use /ring or /trtc/callback\n', { status: 404 })
})

/** Add your own authentication: anyone who reaches this route can ring your users. */
async function ring(request: Request): Promise<Response> {
  const { callee } = await request.json()
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
