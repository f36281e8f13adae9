import type { IncomingHttpHeaders } from 'node:http'
import { ApiError } from '../api-error.ts'
import { checkTimestamp } from './check-timestamp.ts'
import { isSame } from './is-same.ts'
import { parseTc3Authorization, type Tc3Authorization } from './tc3-authorization.ts'
import { signTc3, type Tc3Signature } from './tc3-signature.ts'
import type { RecordStep, VerificationStep } from './verification-step.ts'

/** The expected credentials and the server's time. */
export interface ExpectedCredentials {
  readonly secretId: string
  readonly secretKey: string
  readonly token: string | undefined
  /** Unix time in milliseconds. */
  readonly now: number
}

export interface SignedRequest {
  readonly method: string
  /** As sent, without the question mark. */
  readonly rawQuery: string
  readonly headers: IncomingHttpHeaders
  /** SHA-256 of the body's bytes, in hex. */
  readonly bodyHash: string
}

/**
 * Checks a TC3-HMAC-SHA256 request: headers, credential, token, time window, scope, signature.
 *
 * @throws ApiError MissingParameter, InvalidParameterValue, UnsupportedRegion, AuthFailure.SecretIdNotFound, .TokenFailure,
 * .SignatureExpire or .SignatureFailure.
 */
export function checkTc3(request: SignedRequest, expected: ExpectedCredentials, recordStep?: RecordStep): void {
  const timestamp = readTimestamp(request.headers)
  checkRegion(header(request.headers, 'x-tc-region'))
  const authorization = parseTc3Authorization(header(request.headers, 'authorization'))
  if (!authorization) throw failure('the Authorization header must have the form TC3-HMAC-SHA256 Credential=…')
  recordStep?.({ check: 'Authorization has the TC3-HMAC-SHA256 form', passed: true })
  const isKnown = authorization.secretId === expected.secretId
  recordStep?.({
    check: 'Credential has an existing SecretId',
    passed: isKnown,
    expected: expected.secretId,
    received: authorization.secretId,
  })
  if (!isKnown) {
    throw new ApiError('AuthFailure.SecretIdNotFound', 'the SecretId in Credential is unknown')
  }
  if (request.headers['x-tc-token'] !== expected.token) {
    throw new ApiError('AuthFailure.TokenFailure', tokenFault(request.headers['x-tc-token'], expected.token))
  }
  checkTimestamp('X-TC-Timestamp', Number(timestamp), expected.now, recordStep)
  checkScope(authorization, timestamp, request.headers, recordStep)
  checkSignature(authorization, timestamp, request, expected.secretKey, recordStep)
}

function failure(message: string): ApiError {
  return new ApiError('AuthFailure.SignatureFailure', message)
}

function header(headers: IncomingHttpHeaders, name: string): string {
  const value = headers[name]
  if (typeof value !== 'string' || value === '') throw new ApiError('MissingParameter', `the header ${name} is missing`)
  return value
}

function readTimestamp(headers: IncomingHttpHeaders): string {
  const timestamp = header(headers, 'x-tc-timestamp')
  if (!/^\d{1,12}$/.test(timestamp)) {
    throw new ApiError('InvalidParameterValue', 'X-TC-Timestamp is not a Unix time in seconds')
  }
  return timestamp
}

/** Only rejects malformed regions, because the vendor's lists of regions differ between actions, and grow. */
function checkRegion(region: string): void {
  if (/^[a-z]{2,}(-[a-z0-9]+)+$/.test(region)) return
  throw new ApiError('UnsupportedRegion', 'X-TC-Region does not look like a region, such as ap-guangzhou')
}

function tokenFault(given: unknown, expected: string | undefined): string {
  if (expected === undefined) return 'X-TC-Token was sent, but the credentials are permanent'
  return given === undefined ? 'X-TC-Token is missing, but the credentials are temporary' : 'X-TC-Token is wrong'
}

/** Checks date and service. The vendor's SDK takes the first label of the endpoint as the service, such as `127`. */
function checkScope(
  { date, service }: Tc3Authorization,
  timestamp: string,
  headers: IncomingHttpHeaders,
  recordStep?: RecordStep,
): void {
  const day = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const dates = { check: 'the date in Credential is the UTC date of X-TC-Timestamp', expected: day, received: date }
  recordStep?.({ ...dates, passed: date === day })
  if (date !== day) throw failure(`the date in Credential is not ${day}, the UTC date of X-TC-Timestamp`)
  const host = header(headers, 'host')
  const services = ['trtc', ...[host, nameOf(host)].map((name) => name.split('.', 1)[0])]
  const isService = services.includes(service)
  recordStep?.({ check: 'the service in Credential', passed: isService, expected: 'trtc', received: service })
  if (!isService) throw failure('the service in Credential is not trtc')
}

function checkSignature(
  { date, service, signedHeaders, signature }: Tc3Authorization,
  timestamp: string,
  { method, rawQuery, headers, bodyHash }: SignedRequest,
  secretKey: string,
  recordStep?: RecordStep,
): void {
  if (!signedHeaders.includes('content-type') || !signedHeaders.includes('host')) {
    throw failure('SignedHeaders must name at least content-type and host')
  }
  const host = header(headers, 'host')
  const tried: VerificationStep[] = []
  // The vendor's SDK signs the host without the port, but sends it.
  for (const signedHost of new Set([host, nameOf(host)])) {
    const signed = signedHeaders.map((name) => [name, name === 'host' ? signedHost : header(headers, name)] as const)
    const own = signTc3({ method, rawQuery, secretKey, date, service, timestamp, headers: signed, bodyHash })
    if (isSame(signature, own.signature)) {
      recordStep?.(compare(signedHost, own, signature, true))
      return
    }
    if (recordStep) tried.push(compare(signedHost, own, signature, false))
  }
  for (const step of tried) recordStep?.(step)
  throw failure('the signature does not match: another SecretKey, or other headers or another body than were signed')
}

function compare(host: string, own: Tc3Signature, received: string, passed: boolean): VerificationStep {
  const { canonicalRequest, stringToSign, signature: expected } = own
  const inputs = [
    { name: 'canonical request', text: canonicalRequest },
    { name: 'string to sign', text: stringToSign },
  ]
  return { kind: 'signature', check: `the signature over host ${host}`, passed, expected, received, inputs }
}

/** Removes the port of a host; an IPv6 address keeps its brackets. */
function nameOf(host: string): string {
  return host.replace(/:\d+$/, '')
}
