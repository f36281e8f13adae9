import { callErrors } from '@trtc-call/spec'
import type { DescribeCode } from '../error-description.ts'
import { isObject, parseObject, type Reading, readRefusal, textOf } from './envelope.ts'

/**
 * `{ ActionStatus, ErrorCode, ErrorInfo, RequestId?, Response? }`, always with HTTP 200. The value is `Response` with the
 * RequestId beside it; the account commands put their data at the top level instead.
 */
export function readCallEnvelope(text: string, describeCode?: DescribeCode): Reading {
  const reply = parseObject(text)
  if (reply === undefined) return { kind: 'broken', reason: 'the answer is not a JSON object' }
  const { ActionStatus, ErrorCode, ErrorInfo, Response, ...topLevel } = reply
  if (typeof ErrorCode !== 'number') return { kind: 'broken', reason: 'the answer has no ErrorCode' }
  const requestId = textOf(reply.RequestId)
  if (ErrorCode === 0) {
    if (ActionStatus === 'FAIL') return { kind: 'broken', reason: 'the answer says FAIL without an error code' }
    return { kind: 'value', value: { ...topLevel, ...(isObject(Response) ? Response : {}) }, requestId }
  }
  return readRefusal('call', callErrors, { vendorCode: ErrorCode, reason: ErrorInfo, requestId }, describeCode)
}
