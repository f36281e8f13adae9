import type { DialedCall } from '@trtc-call/node'
import express from 'express'
import { dial, receiveCallback } from './trtc.ts'

const { STREAM_URL = 'https://example.com/welcome.mp4', PORT = '3000' } = process.env

const app = express()

// The signature is over the raw body, so no parser may come before it.
app.all('/trtc/callback', receiveCallback)

// Put your own authentication before this: whoever reaches it can ring your users.
app.post('/ring', express.json(), async (request, response) => {
  const { callee } = request.body
  const call = await dial(
    { robot: 'robot', callees: [callee], media: 'video', stream: { url: STREAM_URL } },
    { until: 'placed' },
  )
  response.status(202).json({ callId: call.callId })
  follow(call)
})

const server = app.listen(Number(PORT), () => console.log('listening on', server.address()))

/** A handle does nothing by itself: this waits for the answer, starts the stream and sees to the end. */
async function follow(call: DialedCall): Promise<void> {
  try {
    const { outcome, source } = await call.ended()
    console.log(`call ${call.callId} is over: ${outcome}, as told by ${source}`)
  } catch (error) {
    console.error(`call ${call.callId}:`, error)
  }
}
