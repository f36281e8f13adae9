import { createServer } from 'node:http'
import { credentialsFromEnv } from '@trtc-call/node'
import { createApp } from './app.ts'

const { TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env
const { RECORDING_URL = 'https://example.com/your-order-is-ready.mp4', TRTC_CALLBACK_SECRET = '' } = process.env
const { PORT = '3000' } = process.env

const { orders, receiveCallback } = createApp(
  {
    sdkAppId: Number(TRTC_SDK_APP_ID),
    call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
    cloud: { edition: 'china', credentials: credentialsFromEnv() },
    // The emulator's URL for development. If it is not set, the vendor's hosts are used.
    endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
  },
  { recordingUrl: RECORDING_URL, callbackSecret: TRTC_CALLBACK_SECRET },
)

// Add your own authentication: anyone who reaches this route can ring your customers.
const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost')
  if (pathname === '/trtc/callback') return receiveCallback(request, response)
  const [, orderId] = pathname.match(/^\/orders\/([\w-]+)\/ready$/) ?? []
  const customer = searchParams.get('customer')
  if (request.method !== 'POST' || !orderId || !customer) return response.writeHead(404).end()
  if (orders.state(orderId) === undefined) orders.add(orderId, customer)
  orders.notify(orderId).then(
    (state) => console.log(`order ${orderId}: ${state}`),
    (error) => console.error(`order ${orderId}:`, error),
  )
  response.writeHead(202).end()
})
server.listen(Number(PORT), () => console.log('listening on', server.address()))
