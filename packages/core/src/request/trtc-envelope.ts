import { trtcErrors } from '@trtc-call/spec'
import type { DescribeCode } from '../describe-kind.ts'
import { isObject, type Parsed, parseErrorResponse, parseObject, textOf } from './envelope.ts'

/** Parses `{ Response: { …, RequestId } }` or `{ Response: { Error: { Code, Message }, RequestId } }`, both with HTTP status 200. */
export function parseTrtcEnvelope(text: string, describeCode?: DescribeCode): Parsed {
  const response = parseObject(text)?.Response
  if (!isObject(response)) return { kind: 'malformed', reason: 'the response has no Response object' }
  const requestId = textOf(response.RequestId)
  const error = response.Error as { readonly Code?: unknown; readonly Message?: unknown } | undefined
  if (error === undefined || error === null) return { kind: 'ok', value: response, requestId }
  if (typeof error.Code !== 'string') return { kind: 'malformed', reason: 'the response has an Error without a Code' }
  return parseErrorResponse(
    'trtc',
    trtcErrors,
    { vendorCode: error.Code, reason: error.Message, requestId },
    describeCode,
  )
}
