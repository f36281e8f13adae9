import { ApiError } from '../api-error.ts'
import { checkUserSig } from '../auth/check-user-sig.ts'
import type { VerificationStep } from '../auth/verification-step.ts'
import { type AuthInput, verifyAuth } from '../auth/verify-auth.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { authInputOf } from './auth-inputs.ts'
import { guessMistake } from './guess-mistake.ts'
import { maskStep } from './mask-step.ts'
import { readClaims, type UserSigClaims } from './read-claims.ts'

/** How a signature was verified, step by step. */
export interface Explanation {
  readonly passed: boolean
  /** Why the verification failed. */
  readonly error?: { readonly code: number | string; readonly message: string }
  /** In order, up to the first failure. Valid signatures are masked. */
  readonly steps: readonly VerificationStep[]
  /** Content of the UserSig, verified or not: that of the query, or the bot's in StartStreamIngest. */
  readonly userSig?: UserSigClaims
  /** The probable mistake, found by trying the usual ones. */
  readonly likelyCause?: string
}

/**
 * Verifies the signature of a request again, with the keys and the time of the request, and returns every step. Returns
 * undefined for a request that was rejected before its signature was verified, such as one for an unknown command.
 *
 * @example
 * const [refused] = emulator.requests('startStreamIngest')
 * const explanation = refused && explainRequest(refused)
 * explanation?.steps.find(({ passed }) => !passed)
 * // { check: 'the signature over host 127.0.0.1:8080', passed: false, expected: '6b1e…', received: '90af…', inputs: [canonical request, …] }
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function explainRequest(request: RecordedRequest): Explanation | undefined {
  const authInput = authInputOf(request)
  if (!authInput) return undefined
  const steps: VerificationStep[] = []
  const error = apiErrorOf(() => {
    verifyAuth(authInput, (step) => steps.push(step))
    verifyBot(request, authInput, steps)
  })
  const userSig = readClaims(authInput.query.get('usersig') ?? botUserSig(request))
  const likelyCause = error && guessMistake(authInput, steps)
  if (error && steps.every(({ passed }) => passed)) steps.push({ check: error.message, passed: false })
  return {
    passed: error === undefined,
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
    steps: steps.map((step) => maskStep(step, request.operationId)),
    ...(userSig ? { userSig } : {}),
    ...(likelyCause === undefined ? {} : { likelyCause }),
  }
}

/** Verifies the UserSig with which a bot enters its room. */
function verifyBot(request: RecordedRequest, { settings, now }: AuthInput, steps: VerificationStep[]): void {
  const text = botUserSig(request)
  const { UserId } = (request.body ?? {}) as { readonly UserId?: unknown }
  if (text === undefined || typeof UserId !== 'string') return
  const { sdkAppId, sdkSecretKey } = settings
  checkUserSig(text, { sdkAppId, sdkSecretKey, userId: UserId, now }, (step) => {
    steps.push({ ...step, check: `the bot: ${step.check}` })
  })
}

function botUserSig({ operationId, body }: RecordedRequest): string | undefined {
  if (operationId !== 'startStreamIngest') return undefined
  const { UserSig } = (body ?? {}) as { readonly UserSig?: unknown }
  return typeof UserSig === 'string' ? UserSig : undefined
}

function apiErrorOf(check: () => void): ApiError | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}
