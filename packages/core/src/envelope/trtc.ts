import { trtcErrors } from '@trtc-call/spec'
import type { DescribeCode } from '../error-description.ts'
import { isObject, parseObject, type Reading, readRefusal, textOf } from './envelope.ts'

/** `{ Response: { …, RequestId } }` or `{ Response: { Error: { Code, Message }, RequestId } }`, both with HTTP 200. */
export function readTrtcEnvelope(text: string, describeCode?: DescribeCode): Reading {
  const response = parseObject(text)?.Response
  if (!isObject(response)) return { kind: 'broken', reason: 'the answer has no Response object' }
  const requestId = textOf(response.RequestId)
  const error = response.Error as { readonly Code?: unknown; readonly Message?: unknown } | undefined
  if (error === undefined || error === null) return { kind: 'value', value: response, requestId }
  if (typeof error.Code !== 'string') return { kind: 'broken', reason: 'the answer has an Error without a Code' }
  return readRefusal('trtc', trtcErrors, { vendorCode: error.Code, reason: error.Message, requestId }, describeCode)
}
