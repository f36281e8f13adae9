import { createTrtcCall, credentialsFromEnv } from '@trtc-call/node'

const { TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env

export const { dial, findCall } = createTrtcCall({
  sdkAppId: Number(TRTC_SDK_APP_ID),
  call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
  cloud: { edition: 'china', credentials: credentialsFromEnv() },
  // The emulator's URL for development. If it is not set, the vendor's hosts are used.
  endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
})
