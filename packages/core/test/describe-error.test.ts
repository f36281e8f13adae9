import { callErrors, trtcErrors } from '@trtc-call/spec'
import { callHints, trtcHints } from '@trtc-call/spec/errors'
import { describe, expect, test } from 'vitest'
import { describeCode, describeError } from '../src/describe-error.ts'
import type { DescribeCode } from '../src/describe-kind.ts'
import { ApiError, TimeoutError } from '../src/errors.ts'
import { parseCallEnvelope } from '../src/request/call-envelope.ts'
import type { Parsed } from '../src/request/envelope.ts'
import { parseTrtcEnvelope } from '../src/request/trtc-envelope.ts'

const callRefusal = (code: number, table?: DescribeCode) =>
  rowOf(parseCallEnvelope(JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: 'no' }), table))
const trtcRefusal = (code: string, table?: DescribeCode) =>
  rowOf(
    parseTrtcEnvelope(JSON.stringify({ Response: { Error: { Code: code, Message: 'no' }, RequestId: 'r' } }), table),
  )

function rowOf(parsed: Parsed) {
  if (parsed.kind !== 'error') throw new Error(`not an error: ${parsed.kind}`)
  return parsed.error.row
}

describe('without the table', () => {
  test('every code has the hint of its kind, and no link', () => {
    const rows = [
      ...Object.keys(callHints).map((code) => callRefusal(Number(code))),
      ...Object.keys(trtcHints).map((code) => trtcRefusal(code)),
    ]
    expect(rows.length).toBeGreaterThan(100)
    for (const { hint, link } of rows) {
      expect(hint).toMatch(/^[A-Z].{20,}\.$/)
      expect(link).toBeUndefined()
    }
  })

  test('a refused signature names the secret to check', () => {
    expect(callRefusal(70009).hint).toMatch(/sdkSecretKey.*UserSig/)
    expect(trtcRefusal('AuthFailure.SignatureFailure').hint).toMatch(/secretId, secretKey and token/)
    for (const code of ['InvalidParameter.UserSig', 'InvalidParameter.UserSigNotAdmin', 'MissingParameter.UserSig']) {
      expect(trtcRefusal(code).hint).toMatch(/UserSig in the body/)
    }
  })
})

describe('with the table', () => {
  test('a code has its own hint and link', () => {
    expect(callRefusal(101004, describeCode)).toMatchObject({ kind: 'not-found', ...callHints['101004'] })
    const { 'FailedOperation.TaskFinished': finished } = trtcHints
    expect(trtcRefusal('FailedOperation.TaskFinished', describeCode)).toMatchObject({ kind: 'not-found', ...finished })
  })

  test('an undocumented code has the hint of its kind', () => {
    expect(callRefusal(424_242, describeCode)).toEqual(callRefusal(424_242))
    expect(callRefusal(424_242)).toMatchObject({ kind: 'other', executed: 'maybe', retry: 'never' })
  })
})

test('both tables have the same codes', () => {
  const known = (groups: object) => Object.values(groups).flatMap((codes: string) => codes.split(' '))
  for (const code of known(callErrors)) expect(callHints).toHaveProperty([code])
  for (const code of known(trtcErrors)) expect(trtcHints).toHaveProperty([code])
})

describe('describeError', () => {
  const details = {
    operation: 'startCallByRobot',
    outcome: 'refused',
    advice: 'none',
    hint: 'short',
    kind: 'other',
  } as const

  test('distinguishes the interfaces by the type of their codes', () => {
    expect(describeError(new ApiError('refused', { ...details, vendorCode: 70009 }))).toEqual(callHints['70009'])
    expect(describeError(new ApiError('refused', { ...details, vendorCode: 'AuthFailure' }))).toEqual(
      trtcHints.AuthFailure,
    )
  })

  test('returns undefined for other errors and codes', () => {
    expect(describeError(new ApiError('refused', { ...details, vendorCode: 424_242 }))).toBeUndefined()
    expect(describeError(new TimeoutError('late', details))).toBeUndefined()
    expect(describeError(new Error('ERR_API'))).toBeUndefined()
    expect(describeError(undefined)).toBeUndefined()
  })
})
