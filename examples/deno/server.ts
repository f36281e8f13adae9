import type { DialedCall } from '@trtc-call/edge'
import { dial, receiveCallback } from './trtc.ts'

const url = Deno.env.get('STREAM_URL') ?? 'https://example.com/welcome.mp4'

Deno.serve({ port: Number(Deno.env.get('PORT') ?? 8000) }, (request) => {
  const { pathname } = new URL(request.url)
  if (pathname === '/trtc/callback') return receiveCallback(request)
  if (pathname === '/ring' && request.method === 'POST') return ring(request)
  return new Response('there are /ring and /trtc/callback\n', { status: 404 })
})

/** Put your own authentication before this: whoever reaches it can ring your users. */
async function ring(request: Request): Promise<Response> {
  const { callee } = await request.json()
  const call = await dial({ robot: 'robot', callees: [callee], media: 'video', stream: { url } }, { until: 'placed' })
  follow(call)
  return Response.json({ callId: call.callId }, { status: 202 })
}

/** A handle does nothing by itself: this waits for the answer, starts the stream and sees to the end. */
async function follow(call: DialedCall): Promise<void> {
  try {
    const { outcome, source } = await call.ended()
    console.log(`call ${call.callId} is over: ${outcome}, as told by ${source}`)
  } catch (error) {
    console.error(`call ${call.callId}:`, error)
  }
}
