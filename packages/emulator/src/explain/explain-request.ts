import { ApiError } from '../api-error.ts'
import type { VerificationStep } from '../auth/trace.ts'
import { checkUserSig } from '../auth/user-sig.ts'
import { type Evidence, judge } from '../auth/verify.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { evidenceOf } from './auth-inputs.ts'
import { guessMistake } from './guess-mistake.ts'
import { maskStep } from './mask-step.ts'
import { type ReadUserSig, readClaims } from './read-claims.ts'

/** One look at a signature: what was wanted, what was there, and what both were computed from. */
export type ExplainedStep = VerificationStep

/** A UserSig taken apart. */
export type UserSigClaims = ReadUserSig

/** How a signature was judged, step by step. */
export interface Explanation {
  readonly passed: boolean
  /** Why not. */
  readonly error?: { readonly code: number | string; readonly message: string }
  /** In order; after one that did not pass nothing was looked at. Signatures that were right are masked. */
  readonly steps: readonly ExplainedStep[]
  /** What is in the UserSig, whether or not it is true: of the query, or of the bot in a StartStreamIngest. */
  readonly userSig?: UserSigClaims
  /** What was probably done wrong, found by trying the usual mistakes. */
  readonly likelyCause?: string
}

/**
 * Judges the signature of a request again, by the keys and the clock of then, and tells every step: expected against
 * received. It is the very check that the request went through. Undefined when the request was refused before its signature
 * was looked at, such as for a command that does not exist.
 *
 * @example
 * const [refused] = emulator.requests('startStreamIngest')
 * const explanation = refused && explainRequest(refused)
 * explanation?.steps.find(({ passed }) => !passed)
 * // { check: 'the signature over host 127.0.0.1:8080', passed: false, expected: '6b1e…', received: '90af…', inputs: [canonical request, …] }
 * @see {@link https://www.tencentcloud.com/document/product/647/34264}
 */
export function explainRequest(request: RecordedRequest): Explanation | undefined {
  const evidence = evidenceOf(request)
  if (!evidence) return undefined
  const steps: VerificationStep[] = []
  const error = refusalOf(() => {
    judge(evidence, (step) => steps.push(step))
    judgeBot(request, evidence, steps)
  })
  const userSig = readClaims(evidence.query.get('usersig') ?? botSigOf(request))
  const likelyCause = error && guessMistake(evidence, steps)
  if (error && steps.every(({ passed }) => passed)) steps.push({ check: error.message, passed: false })
  return {
    passed: error === undefined,
    ...(error ? { error: { code: error.code, message: error.message } } : {}),
    steps: steps.map((step) => maskStep(step, request.operationId)),
    ...(userSig ? { userSig } : {}),
    ...(likelyCause === undefined ? {} : { likelyCause }),
  }
}

/** A bot enters its room with a UserSig of its own. */
function judgeBot(request: RecordedRequest, { settings, now }: Evidence, steps: VerificationStep[]): void {
  const text = botSigOf(request)
  const { UserId } = (request.body ?? {}) as { readonly UserId?: unknown }
  if (text === undefined || typeof UserId !== 'string') return
  const { sdkAppId, sdkSecretKey } = settings
  checkUserSig(text, { sdkAppId, sdkSecretKey, userId: UserId, now }, (step) => {
    steps.push({ ...step, check: `the bot: ${step.check}` })
  })
}

function botSigOf({ operationId, body }: RecordedRequest): string | undefined {
  if (operationId !== 'startStreamIngest') return undefined
  const { UserSig } = (body ?? {}) as { readonly UserSig?: unknown }
  return typeof UserSig === 'string' ? UserSig : undefined
}

function refusalOf(check: () => void): ApiError | undefined {
  try {
    check()
    return undefined
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}
