import type { DialedCall } from '@trtc-call/node'
import { after } from 'next/server'
import { trtcCall } from '../../../lib/trtc'

/** Put your own authentication before this: whoever reaches it can ring your users. */
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

/** A handle does nothing by itself: this waits for the answer, starts the stream and sees to the end. */
async function follow(call: DialedCall): Promise<void> {
  try {
    const { outcome, source } = await call.ended()
    console.log(`call ${call.callId} is over: ${outcome}, as told by ${source}`)
  } catch (error) {
    console.error(`call ${call.callId}:`, error)
  }
}
