import { ApiError } from '../api-error.ts'
import type { AppSettings } from '../options/app-options.ts'
import { checkUserSig } from './check-user-sig.ts'
import type { RecordStep } from './verification-step.ts'

/**
 * Checks the query of a Call command: application, parameters, UserSig, and whether the user is an administrator.
 *
 * @throws ApiError 60012, 60006, 60004, 60025, 60010, or what {@link checkUserSig} finds.
 * @see {@link https://www.tencentcloud.com/document/product/647/68926}
 */
export function checkAdminQuery(
  query: URLSearchParams,
  settings: AppSettings,
  now: number,
  recordStep?: RecordStep,
): void {
  const sdkAppId = query.get('sdkappid')
  const ids = { expected: String(settings.sdkAppId), received: sdkAppId ?? '(missing)' }
  const isApp = sdkAppId === ids.expected
  recordStep?.({ check: 'sdkappid is an existing application', passed: isApp, ...ids })
  if (sdkAppId === null) throw new ApiError(60012, 'sdkappid is missing from the URL')
  if (!isApp) throw new ApiError(60006, `SDKAppID ${sdkAppId.slice(0, 20)} does not exist`)
  const userId = query.get('identifier')
  if (!userId) throw new ApiError(60004, 'identifier is missing from the URL')
  const userSig = query.get('usersig')
  if (!userSig) throw new ApiError(60004, 'usersig is missing from the URL')
  if (query.get('contenttype') !== 'json') throw new ApiError(60025, 'contenttype must be json')
  if (!isUint32(query.get('random'))) throw new ApiError(60025, 'random must be a number from 0 to 4294967295')
  checkUserSig(userSig, { sdkAppId: settings.sdkAppId, sdkSecretKey: settings.sdkSecretKey, userId, now }, recordStep)
  const isAdmin = userId === settings.identifier || settings.admins.includes(userId)
  recordStep?.({
    check: 'identifier is an administrator',
    passed: isAdmin,
    expected: [settings.identifier, ...settings.admins].join(', '),
    received: userId,
  })
  if (!isAdmin) throw new ApiError(60010, 'identifier is not an administrator of the application')
}

function isUint32(text: string | null): boolean {
  return text !== null && /^\d{1,10}$/.test(text) && Number(text) <= 4294967295
}
