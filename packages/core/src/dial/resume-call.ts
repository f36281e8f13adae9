import type { DialContext } from './dial-context.ts'
import { PlacedCall } from './placed-call.ts'
import type { SavedCall } from './types.ts'

/** A handle from what `toJSON` gave. See `TrtcCall.resumeCall`. */
export function resumeCall(context: DialContext, saved: SavedCall): PlacedCall {
  const given: unknown = saved
  if (typeof given !== 'object' || given === null) throw new TypeError('resumeCall: expected what call.toJSON() gave')
  if (saved.version !== 1) {
    throw new TypeError(
      `resumeCall: version ${String(saved.version)} of a saved call is not known here; update the package`,
    )
  }
  if (saved.placement?.room === undefined || !Array.isArray(saved.callees)) {
    throw new TypeError('resumeCall: the saved call is not complete')
  }
  if (saved.sdkAppId !== context.calls.sdkAppId) {
    throw new TypeError(
      `resumeCall: the call was placed by app ${saved.sdkAppId}, this client is of ${context.calls.sdkAppId}`,
    )
  }
  return new PlacedCall(context, saved, true)
}
