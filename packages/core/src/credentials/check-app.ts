import { InputError } from '../input-error.ts'
import type { UserSigRequest } from './user-sig-provider.ts'

/**
 * Checks that the request is for the provider's app: the vendor would refuse a signature for another one.
 *
 * @throws InputError naming both apps.
 */
export function checkApp(sdkAppId: number, request: UserSigRequest): void {
  if (request.sdkAppId === sdkAppId) return
  const detail = `must be ${sdkAppId}, the app of this provider, given ${String(request.sdkAppId)}`
  throw new InputError('sdkAppId', 'conflict', detail)
}
