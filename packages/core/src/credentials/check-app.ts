import type { UserSigRequest } from './user-sig-provider.ts'

/**
 * One key signs for one app. With another one's number in it the signature would be refused far away.
 *
 * @throws TypeError naming both apps.
 */
export function checkApp(sdkAppId: number, request: UserSigRequest): void {
  if (request.sdkAppId === sdkAppId) return
  throw new TypeError(`this provider signs for app ${sdkAppId}, and was asked for app ${String(request.sdkAppId)}`)
}
