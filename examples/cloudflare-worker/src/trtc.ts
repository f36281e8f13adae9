import { type CallEvents, createTrtcCall, type TrtcCall } from '@trtc-call/edge'

/** Does no I/O, so every request can create its own client. */
export function connect(env: Env, events?: CallEvents): TrtcCall {
  return createTrtcCall({
    sdkAppId: Number(env.TRTC_SDK_APP_ID),
    call: { site: 'china', identifier: env.TRTC_IDENTIFIER, sdkSecretKey: env.TRTC_SDK_SECRET_KEY },
    cloud: { edition: 'china', secretId: env.TENCENTCLOUD_SECRET_ID, secretKey: env.TENCENTCLOUD_SECRET_KEY },
    endpoints: { call: env.TRTC_CALL_ENDPOINT, trtc: env.TRTC_CALL_ENDPOINT },
    events,
  })
}
