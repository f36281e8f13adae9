import { wrongType } from '../check-value.ts'
import { InputError } from '../input-error.ts'
import type { DialContext } from './dial-context.ts'
import { PlacedCall } from './placed-call.ts'
import type { SavedCall } from './types.ts'

/** Creates a handle from a saved call. See `TrtcCall.resumeCall`. */
export function resumeCall(context: DialContext, saved: SavedCall): PlacedCall {
  if (typeof saved?.version !== 'number') throw wrongType('saved', 'the value of call.toJSON()', saved)
  if (saved.version !== 1) {
    const detail = `must be 1, given ${saved.version}: update this package`
    throw new InputError('saved.version', 'range', detail)
  }
  if (!saved.placement?.room || !Array.isArray(saved.callees)) {
    throw new InputError('saved', 'format', 'is not complete')
  }
  if (saved.sdkAppId !== context.calls.sdkAppId) {
    const detail = `must be ${context.calls.sdkAppId}, the app of this client, given ${saved.sdkAppId}`
    throw new InputError('saved.sdkAppId', 'conflict', detail, { other: 'sdkAppId' })
  }
  return new PlacedCall(context, saved, true)
}
