import type { DialedCall } from '@trtc-call/node'
import { after } from 'next/server'
import { trtcCall } from '../../../lib/trtc'

/** Add your own authentication: anyone who reaches this route can ring your users. */
export async function POST(request: Request): Promise<Response> {
  const { callee } = await request.json()
  const url = process.env.STREAM_URL ?? 'https://example.com/welcome.mp4'
  const call = await trtcCall().dial(
    { robot: 'robot', callees: [callee], media: 'video', stream: { url } },
    { until: 'placed' },
  )
  after(() => follow(call))
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
