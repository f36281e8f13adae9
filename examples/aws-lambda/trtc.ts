import { createTrtcCall, credentialsFromEnv } from '@trtc-call/node'

const { TRTC_SDK_APP_ID, TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env

export const { dial, resumeCall } = createTrtcCall({
  sdkAppId: Number(TRTC_SDK_APP_ID),
  call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
  cloud: { edition: 'china', credentials: credentialsFromEnv() },
  // An emulator's address while you try things out. Not set: the vendor's own hosts.
  endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
})
