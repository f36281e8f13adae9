import { ApiError } from '../api-error.ts'
import type { RecordStep } from './verification-step.ts'

const windowSeconds = 300

/** Checks that a timestamp is within five minutes of the server's clock. @throws ApiError AuthFailure.SignatureExpire */
export function checkTimestamp(name: string, timestamp: number, now: number, recordStep?: RecordStep): void {
  const offSeconds = Math.round(timestamp - now / 1000)
  const passed = Math.abs(offSeconds) <= windowSeconds
  recordStep?.({
    check: `${name} is within ${windowSeconds} s of the server's clock`,
    passed,
    expected: `${Math.round(now / 1000)} ± ${windowSeconds}`,
    received: String(timestamp),
  })
  if (passed) return
  const difference = `${Math.abs(offSeconds)} s ${offSeconds > 0 ? 'ahead of' : 'behind'} the server's clock`
  throw new ApiError('AuthFailure.SignatureExpire', `${name} is ${difference}`)
}
