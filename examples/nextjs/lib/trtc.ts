import { type CallEvents, createCallEvents, createTrtcCall, credentialsFromEnv, type TrtcCall } from '@trtc-call/node'

/**
 * Singletons of the process. Two routes may not share a module in Next, and `next dev` reloads modules after an edit.
 */
const shared = globalThis as { trtcEvents?: CallEvents; trtcCall?: TrtcCall }

export const sdkAppId = Number(process.env.TRTC_SDK_APP_ID)

/** Passes callbacks to the calls that are awaited. */
export function callEvents(): CallEvents {
  shared.trtcEvents ??= createCallEvents()
  return shared.trtcEvents
}

/** Created on the first request, because `next build` loads this file without secrets. */
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
    // The emulator's URL for development. If it is not set, the vendor's hosts are used.
    endpoints: { call: TRTC_CALL_ENDPOINT, trtc: TRTC_CALL_ENDPOINT },
    events: callEvents(),
  })
}
