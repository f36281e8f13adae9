import { callErrors } from '@trtc-call/spec'
import type { DescribeCode } from '../describe-kind.ts'
import { isObject, type Parsed, parseErrorResponse, parseObject, textOf } from './envelope.ts'

/**
 * Parses `{ ActionStatus, ErrorCode, ErrorInfo, RequestId?, Response? }`, which always has HTTP status 200. The value is
 * `Response`; account commands have their data at the top level instead.
 */
export function parseCallEnvelope(text: string, describeCode?: DescribeCode): Parsed {
  const envelope = parseObject(text)
  if (envelope === undefined) return { kind: 'malformed', reason: 'the response is not a JSON object' }
  const { ActionStatus, ErrorCode, ErrorInfo, Response, ...topLevel } = envelope
  if (typeof ErrorCode !== 'number') return { kind: 'malformed', reason: 'the response has no ErrorCode' }
  const requestId = textOf(envelope.RequestId)
  if (ErrorCode === 0) {
    if (ActionStatus === 'FAIL') return { kind: 'malformed', reason: 'the response has FAIL without an ErrorCode' }
    return { kind: 'ok', value: { ...topLevel, ...(isObject(Response) ? Response : {}) }, requestId }
  }
  return parseErrorResponse('call', callErrors, { vendorCode: ErrorCode, reason: ErrorInfo, requestId }, describeCode)
}
