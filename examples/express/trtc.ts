import { createCallEvents, createTrtcCall, credentialsFromEnv } from '@trtc-call/node'
import { createNodeWebhookHandler } from '@trtc-call/node/webhooks'

const { TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env
const { TRTC_CALLBACK_SECRET = '', TRTC_CALLBACK_KEY = '' } = process.env

const sdkAppId = Number(TRTC_SDK_APP_ID)
/** Passes callbacks to the calls that are awaited. */
const events = createCallEvents()

export const { dial } = createTrtcCall({
  sdkAppId,
  call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
  cloud: { edition: 'china', credentials: credentialsFromEnv() },
  // The emulator's URL for development. If it is not set, the vendor's hosts are used.
  endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
  events,
})

export const receiveCallback = createNodeWebhookHandler({
  sdkAppId,
  // Events of calls, posted to /trtc/callback?token=…, the URL given to setCallback.
  call: { secret: { name: 'token', value: TRTC_CALLBACK_SECRET } },
  // Events of streams, signed with the key that is set in the TRTC console.
  trtc: { key: TRTC_CALLBACK_KEY },
  events,
  onError: (error) => console.error(error),
})
