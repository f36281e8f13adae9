import { createHmac } from 'node:crypto'
import { ApiError } from '../api-error.ts'
import { maskField, operationOfAction } from '../mask-secrets.ts'
import type { ExpectedCredentials } from './check-tc3.ts'
import { checkTimestamp } from './check-timestamp.ts'
import { isSame } from './is-same.ts'
import type { V1Request } from './v1-request.ts'
import type { RecordStep, VerificationStep } from './verification-step.ts'

const algorithms: Readonly<Record<string, string>> = { HmacSHA1: 'sha1', HmacSHA256: 'sha256' }

/**
 * Checks a request with signature v1: parameters, credential, token, time window, signature.
 *
 * @throws ApiError MissingParameter, InvalidParameterValue, AuthFailure.SecretIdNotFound, .TokenFailure, .SignatureExpire or
 * .SignatureFailure.
 */
export function checkV1Signature(form: V1Request, expected: ExpectedCredentials, recordStep?: RecordStep): void {
  const timestamp = wholeNumber(form, 'Timestamp')
  wholeNumber(form, 'Nonce')
  const received = required(form, 'Signature')
  checkCredential(form, expected, recordStep)
  checkTimestamp('Timestamp', timestamp, expected.now, recordStep)
  const { SignatureMethod = 'HmacSHA1' } = form.common
  const algorithm = algorithms[SignatureMethod]
  if (algorithm === undefined) {
    throw new ApiError('InvalidParameterValue', 'SignatureMethod must be HmacSHA1 or HmacSHA256')
  }
  const steps: VerificationStep[] = []
  // The vendor's SDK signs the endpoint as configured; others omit the port.
  for (const host of new Set([form.host, form.host.replace(/:\d+$/, '')])) {
    const own = createHmac(algorithm, expected.secretKey).update(textToSign(form, host)).digest('base64')
    const passed = isSame(received, own)
    const inputs = [{ name: 'string to sign', text: maskedText(form, host) }]
    const check = `the signature over host ${host}`
    const step = { kind: 'signature', check, passed, expected: own, received, inputs } as const
    if (passed) {
      recordStep?.(step)
      return
    }
    steps.push(step)
  }
  for (const step of steps) recordStep?.(step)
  throw new ApiError(
    'AuthFailure.SignatureFailure',
    'the signature does not match: another SecretKey or other parameters',
  )
}

function checkCredential(form: V1Request, { secretId, token }: ExpectedCredentials, recordStep?: RecordStep): void {
  const received = required(form, 'SecretId')
  recordStep?.({ check: 'SecretId exists', passed: received === secretId, expected: secretId, received })
  if (received !== secretId) {
    throw new ApiError('AuthFailure.SecretIdNotFound', 'the parameter SecretId is unknown')
  }
  if (form.common.Token !== token) {
    throw new ApiError('AuthFailure.TokenFailure', 'the parameter Token does not belong to these credentials')
  }
}

/** The decoded parameters, sorted by name. */
function textToSign({ method, parameters }: Pick<V1Request, 'method' | 'parameters'>, host: string): string {
  const signed = parameters.filter(([name]) => name !== 'Signature').sort(([one], [other]) => (one < other ? -1 : 1))
  return `${method}${host}/?${signed.map(([name, value]) => `${name}=${value}`).join('&')}`
}

/** The text to sign without secrets, for display. */
function maskedText({ method, parameters, common }: V1Request, host: string): string {
  const operationId = operationOfAction(common.Action)
  const masked = parameters.map(([name, value]) => {
    if (name === 'Token') return [name, '***'] as const
    return [name, name in common ? value : maskField(operationId, name, value)] as const
  })
  return textToSign({ method, parameters: masked }, host)
}

function required({ common }: V1Request, name: keyof V1Request['common']): string {
  const value = common[name]
  if (value === undefined || value === '') throw new ApiError('MissingParameter', `the parameter ${name} is missing`)
  return value
}

function wholeNumber(form: V1Request, name: keyof V1Request['common']): number {
  const value = required(form, name)
  if (!/^\d{1,12}$/.test(value)) throw new ApiError('InvalidParameterValue', `${name} must be a whole number`)
  return Number(value)
}
