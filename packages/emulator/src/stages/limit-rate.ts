import { ApiError } from '../api-error.ts'
import type { World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import type { Operation } from '../operations.ts'

/**
 * Refuses what the vendor's rate limits leave no room for: per application and command in the Call family, per account,
 * region and action in the cloud API. Refused requests do not count.
 */
export function limitRate({ operation, app, request }: Exchange, { settings, limits }: World): void {
  if (!settings.rateLimits || !operation || !app) return
  const { sdkAppId, secretId } = app.settings
  if (operation.family === 'trtc') {
    const key = `${secretId} ${request.headers['x-tc-region']} ${operation.command}`
    if (!limits.admit(key, operation.rateLimit)) throw new ApiError('RequestLimitExceeded', tooMany(operation))
    return
  }
  if (!limits.admit(`${sdkAppId} ${operation.command}`, operation.rateLimit)) {
    throw new ApiError(60007, tooMany(operation))
  }
  const perSecond = settings.appRequestsPerSecond
  if (perSecond !== undefined && !limits.admit(String(sdkAppId), { requests: perSecond, perMs: 1_000 })) {
    throw new ApiError(60011, `the application sends more than ${perSecond} requests a second`)
  }
}

function tooMany({ command, rateLimit: { requests, perMs } }: Operation): string {
  return `more than ${requests} requests in ${perMs} ms for ${command}`
}
