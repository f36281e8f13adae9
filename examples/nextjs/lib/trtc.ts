import { type CallEvents, createCallEvents, createTrtcCall, credentialsFromEnv, type TrtcCall } from '@trtc-call/node'

/**
 * Next does not promise that two routes share a module, and `next dev` loads one anew after an edit; so what there must be one
 * of hangs on the process.
 */
const shared = globalThis as { trtcEvents?: CallEvents; trtcCall?: TrtcCall }

export const sdkAppId = Number(process.env.TRTC_SDK_APP_ID)

/** Callbacks go in; calls that are waited for hear of them. */
export function callEvents(): CallEvents {
  shared.trtcEvents ??= createCallEvents()
  return shared.trtcEvents
}

/** Made at the first request, because `next build` loads this file without any secrets. */
export function trtcCall(): TrtcCall {
  shared.trtcCall ??= create()
  return shared.trtcCall
}

function create(): TrtcCall {
  const { TRTC_SDK_SECRET_KEY = '', TRTC_IDENTIFIER = 'administrator', TRTC_CALL_ENDPOINT } = process.env
  return createTrtcCall({
    sdkAppId,
    call: { site: 'china', identifier: TRTC_IDENTIFIER, sdkSecretKey: TRTC_SDK_SECRET_KEY },
    cloud: { edition: 'china', credentials: credentialsFromEnv() },
    // An emulator's address while you try things out. Not set: the vendor's own hosts.
    endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
    events: callEvents(),
  })
}
