import type { AuthInput } from '../auth/verify-auth.ts'
import type { RecordedRequest } from '../state/request-log.ts'

/** Kept outside the requests, because it holds signatures, and tests print requests. */
const authInputs = new WeakMap<RecordedRequest, AuthInput>()

export function storeAuthInput(request: RecordedRequest, authInput: AuthInput): void {
  authInputs.set(request, authInput)
}

/** Undefined for a request that was rejected before its signature was verified. */
export function authInputOf(request: RecordedRequest): AuthInput | undefined {
  return authInputs.get(request)
}
