import { createCallEvents, createTrtcCall, credentialsFromEnv } from '@trtc-call/node'
import { createNodeWebhookHandler } from '@trtc-call/node/webhooks'

const { TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env
const { TRTC_CALLBACK_SECRET = '', TRTC_CALLBACK_KEY = '' } = process.env

const sdkAppId = Number(TRTC_SDK_APP_ID)
/** Callbacks go in; calls that are waited for hear of them. */
const events = createCallEvents()

export const { dial } = createTrtcCall({
  sdkAppId,
  call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
  cloud: { edition: 'china', credentials: credentialsFromEnv() },
  // An emulator's address while you try things out. Not set: the vendor's own hosts.
  endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
  events,
})

export const receiveCallback = createNodeWebhookHandler({
  sdkAppId,
  // What happens to calls, posted to /trtc/callback?token=…, as you told the vendor with setCallback.
  call: { secret: { name: 'token', value: TRTC_CALLBACK_SECRET } },
  // What happens to streams, signed with the key that the TRTC console holds.
  trtc: { key: TRTC_CALLBACK_KEY },
  events,
  onError: (error) => console.error(error),
})
