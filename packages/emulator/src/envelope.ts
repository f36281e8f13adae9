import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import type { Family } from './operations.ts'
import type { Refusal } from './refusal.ts'

/** An answer in the envelope of its family. */
export interface Envelope {
  readonly code: number | string
  readonly requestId: string
  readonly body: object
}

/** Wraps what a handler gave, or the refusal. Both families say no with HTTP 200. */
export function wrap(family: Family, data: object, refusal: Refusal | undefined): Envelope {
  return family === 'call' ? wrapCommand(data, refusal) : wrapAction(data, refusal)
}

function wrapCommand(data: object, refusal: Refusal | undefined): Envelope {
  const requestId = `Id-${randomBytes(16).toString('hex')}-O-Seq-${randomInt(1, 10_000_000)}`
  if (!refusal) {
    return {
      code: 0,
      requestId,
      body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', RequestId: requestId, ...data },
    }
  }
  // A scripted code may be text even here; the field is a number.
  const code = Number.isInteger(Number(refusal.code)) ? Number(refusal.code) : 60008
  const body = { ActionStatus: 'FAIL', ErrorCode: code, ErrorInfo: refusal.message, RequestId: requestId }
  return { code, requestId, body }
}

function wrapAction(data: object, refusal: Refusal | undefined): Envelope {
  const requestId = randomUUID()
  if (!refusal) return { code: 0, requestId, body: { Response: { ...data, RequestId: requestId } } }
  const code = String(refusal.code)
  return {
    code,
    requestId,
    body: { Response: { Error: { Code: code, Message: refusal.message }, RequestId: requestId } },
  }
}
