import { trtcErrors, type VendorError } from '@trtc-call/spec'
import { optionalString, parseObject, type Reading, unlisted } from './envelope.ts'

/** `{ Response: { …, RequestId } }` or `{ Response: { Error: { Code, Message }, RequestId } }`, both with HTTP 200. */
export function readTrtcEnvelope(text: string): Reading {
  const reply = parseObject(text)?.Response
  if (typeof reply !== 'object' || reply === null || Array.isArray(reply)) {
    return { kind: 'broken', reason: 'the answer has no Response object' }
  }
  const response = reply as Readonly<Record<string, unknown>>
  const requestId = optionalString(response.RequestId)
  const error = response.Error as { readonly Code?: unknown; readonly Message?: unknown } | undefined
  if (error === undefined || error === null) return { kind: 'value', value: response, requestId }
  if (typeof error.Code !== 'string') return { kind: 'broken', reason: 'the answer has an Error without a Code' }
  return {
    kind: 'refusal',
    refusal: {
      vendorCode: error.Code,
      reason: optionalString(error.Message) ?? '',
      requestId,
      row: rowFor(error.Code),
    },
  }
}

/** The code's own row, or that of the family it belongs to: `InternalError.NewKind` is an `InternalError`. */
function rowFor(code: string): VendorError {
  for (let name = code; name !== ''; name = name.slice(0, Math.max(0, name.lastIndexOf('.')))) {
    const row = Object.hasOwn(trtcErrors, name) ? trtcErrors[name] : undefined
    if (row !== undefined) return row
  }
  return unlisted
}
