import { callOperations, type Operation, replaceSecrets, trtcOperations } from '@trtc-call/spec'
import { withoutSecrets } from '../stream/loopback.ts'

const operations: Readonly<Record<string, Operation>> = { ...callOperations, ...trtcOperations }

/** A request body without what the spec marks as secret: a URL without its query, anything else masked. */
export function maskBody(operationId: string | undefined, body: unknown): unknown {
  return replaceSecrets(operationId === undefined ? undefined : operations[operationId]?.body, body, maskText)
}

/** The body of a response, likewise, in either envelope. */
export function maskAnswer(operationId: string | undefined, envelope: unknown): unknown {
  const rule = operationId === undefined ? undefined : operations[operationId]?.reply
  if (rule === undefined) return envelope
  const data = { type: 'object', properties: { Response: rule } } as const
  return replaceSecrets(data, replaceSecrets(rule, envelope, maskText), maskText)
}

function maskText(text: string): string {
  return /^[a-z][a-z\d+.-]*:[\\/]/i.test(text) ? withoutSecrets(text) : '***'
}
