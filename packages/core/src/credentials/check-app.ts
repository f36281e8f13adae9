import { InputError } from '../input-error.ts'
import type { UserSigRequest } from './user-sig-provider.ts'

/**
 * One key signs for one app. With another one's number in it the signature would be refused far away.
 *
 * @throws InputError naming both apps.
 */
export function checkApp(sdkAppId: number, request: UserSigRequest): void {
  if (request.sdkAppId === sdkAppId) return
  const detail = `must be ${sdkAppId}, the app that this provider signs for, given ${String(request.sdkAppId)}`
  throw new InputError('sdkAppId', 'conflict', detail)
}
