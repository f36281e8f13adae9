import { ApiError } from '../api-error.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import type { Operation } from '../operations/operations.ts'

/**
 * Enforces the vendor's rate limits: per application and command (Call interface), or per account, region and action (cloud
 * API). Rejected requests do not count.
 */
export function limitRate({ operation, app, request }: Exchange, { settings, limits }: EmulatorState): void {
  if (!settings.rateLimits || !operation || !app) return
  const { sdkAppId, secretId } = app.settings
  if (operation.family === 'trtc') {
    const key = `${secretId} ${request.headers['x-tc-region']} ${operation.command}`
    if (!limits.tryAcquire(key, operation.rateLimit)) throw new ApiError('RequestLimitExceeded', rateMessage(operation))
    return
  }
  if (!limits.tryAcquire(`${sdkAppId} ${operation.command}`, operation.rateLimit)) {
    throw new ApiError(60007, rateMessage(operation))
  }
  const perSecond = settings.appRequestsPerSecond
  if (perSecond !== undefined && !limits.tryAcquire(String(sdkAppId), { requests: perSecond, perMs: 1_000 })) {
    throw new ApiError(60011, `the application sends more than ${perSecond} requests a second`)
  }
}

function rateMessage({ command, rateLimit: { requests, perMs } }: Operation): string {
  return `more than ${requests} requests in ${perMs} ms for ${command}`
}
