import type { DialedCall } from '@trtc-call/node'
import express from 'express'
import { dial, receiveCallback } from './trtc.ts'

const { STREAM_URL = 'https://example.com/welcome.mp4', PORT = '3000' } = process.env

const app = express()

// Signatures cover the raw body, so register no body parser before this route.
app.all('/trtc/callback', receiveCallback)

// Add your own authentication: anyone who reaches this route can ring your users.
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

/** Waits for the answer, starts the stream and waits for the end. A call makes progress only while it is awaited. */
async function follow(call: DialedCall): Promise<void> {
  try {
    const { outcome, source } = await call.ended()
    console.log(`call ${call.callId} has ended: ${outcome} (from ${source})`)
  } catch (error) {
    console.error(`call ${call.callId}:`, error)
  }
}
