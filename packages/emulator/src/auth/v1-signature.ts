import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../api-error.ts'
import { maskField, operationOfAction } from '../mask-secrets.ts'
import type { Trace, VerificationStep } from './trace.ts'
import type { SignedForm } from './v1-request.ts'

/** Which credentials are expected, and by which clock the timestamp is judged. */
interface Expected {
  readonly secretId: string
  readonly secretKey: string
  readonly token: string | undefined
  /** Unix time in milliseconds. */
  readonly now: number
}

const windowSeconds = 300
const algorithms: Readonly<Record<string, string>> = { HmacSHA1: 'sha1', HmacSHA256: 'sha256' }

/**
 * Checks a request of the older kind: parameters, credential, token, time window, signature.
 *
 * @throws Refusal MissingParameter, InvalidParameterValue, AuthFailure.SecretIdNotFound, .TokenFailure, .SignatureExpire or
 * .SignatureFailure.
 */
export function checkSignedForm(form: SignedForm, expected: Expected, trace?: Trace): void {
  const timestamp = wholeNumber(form, 'Timestamp')
  wholeNumber(form, 'Nonce')
  const received = given(form, 'Signature')
  checkCredential(form, expected, trace)
  checkWindow(timestamp, expected.now, trace)
  const { SignatureMethod = 'HmacSHA1' } = form.common
  const algorithm = algorithms[SignatureMethod]
  if (algorithm === undefined) {
    throw new ApiError('InvalidParameterValue', 'SignatureMethod must be HmacSHA1 or HmacSHA256')
  }
  const tried: VerificationStep[] = []
  // The vendor's SDK signs the endpoint as it was given; others leave the port out.
  for (const host of new Set([form.host, form.host.replace(/:\d+$/, '')])) {
    const text = textToSign(form, host)
    const wanted = createHmac(algorithm, expected.secretKey).update(text).digest('base64')
    const passed = isSame(received, wanted)
    const inputs = [{ name: 'string to sign', text: maskedText(form, host) }]
    tried.push({ check: `the signature over host ${host}`, passed, expected: wanted, received, inputs })
    if (!passed) continue
    trace?.(tried[tried.length - 1] as VerificationStep)
    return
  }
  for (const step of tried) trace?.(step)
  throw new ApiError(
    'AuthFailure.SignatureFailure',
    'the signature does not match: another SecretKey or other parameters',
  )
}

function checkCredential(form: SignedForm, { secretId, token }: Expected, trace?: Trace): void {
  const received = given(form, 'SecretId')
  trace?.({ check: 'SecretId exists', passed: received === secretId, expected: secretId, received })
  if (received !== secretId) {
    throw new ApiError('AuthFailure.SecretIdNotFound', 'the parameter SecretId is not known')
  }
  if (form.common.Token !== token) {
    throw new ApiError('AuthFailure.TokenFailure', 'the parameter Token is not the one of these credentials')
  }
}

function checkWindow(timestamp: number, now: number, trace?: Trace): void {
  const offSeconds = Math.round(Math.abs(timestamp - now / 1000))
  trace?.({
    check: `Timestamp is within ${windowSeconds} s of the server's clock`,
    passed: offSeconds <= windowSeconds,
    expected: `${Math.round(now / 1000)} ± ${windowSeconds}`,
    received: String(timestamp),
  })
  if (offSeconds <= windowSeconds) return
  throw new ApiError('AuthFailure.SignatureExpire', `Timestamp is ${offSeconds} s off the server's clock`)
}

/** The parameters by name, as they were before they were encoded. */
function textToSign({ method, parameters }: Pick<SignedForm, 'method' | 'parameters'>, host: string): string {
  const signed = parameters.filter(([name]) => name !== 'Signature').sort(([one], [other]) => (one < other ? -1 : 1))
  return `${method}${host}/?${signed.map(([name, value]) => `${name}=${value}`).join('&')}`
}

/** The same to be looked at. */
function maskedText({ method, parameters, common }: SignedForm, host: string): string {
  const operationId = operationOfAction(common.Action)
  const masked = parameters.map(([name, value]) => {
    if (name === 'Token') return [name, '***'] as const
    return [name, name in common ? value : maskField(operationId, name, value)] as const
  })
  return textToSign({ method, parameters: masked }, host)
}

function given({ common }: SignedForm, name: keyof SignedForm['common']): string {
  const value = common[name]
  if (value === undefined || value === '') throw new ApiError('MissingParameter', `the parameter ${name} is missing`)
  return value
}

function wholeNumber(form: SignedForm, name: keyof SignedForm['common']): number {
  const value = given(form, name)
  if (!/^\d{1,12}$/.test(value)) throw new ApiError('InvalidParameterValue', `${name} must be a whole number`)
  return Number(value)
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
