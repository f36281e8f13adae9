import type { ApiError } from './api-error.ts'
import type { Family } from './operations/operations.ts'
import type { Randomness } from './randomness.ts'

/** A response in the format of its interface. */
export interface Envelope {
  readonly code: number | string
  readonly requestId: string
  readonly body: object
}

/** Wraps a handler's data or an error. Both interfaces report errors with HTTP 200. */
export function toEnvelope(family: Family, data: object, error: ApiError | undefined, random: Randomness): Envelope {
  return family === 'call' ? callEnvelope(data, error, random) : trtcEnvelope(data, error, random)
}

function callEnvelope(data: object, error: ApiError | undefined, random: Randomness): Envelope {
  const requestId = `Id-${random.bytes(16).toString('hex')}-O-Seq-${random.bytes(3).readUIntBE(0, 3)}`
  if (!error) {
    return {
      code: 0,
      requestId,
      body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: requestId, ...data },
    }
  }
  // A scripted code may be text, but the field is a number.
  const code = Number.isInteger(Number(error.code)) ? Number(error.code) : 60008
  const body = { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: error.message, RequestId: requestId }
  return { code, requestId, body }
}

function trtcEnvelope(data: object, error: ApiError | undefined, random: Randomness): Envelope {
  const requestId = random.uuid()
  if (!error) return { code: 0, requestId, body: { Response: { ...data, RequestId: requestId } } }
  const code = String(error.code)
  return {
    code,
    requestId,
    body: { Response: { Error: { Code: code, Message: error.message }, RequestId: requestId } },
  }
}
