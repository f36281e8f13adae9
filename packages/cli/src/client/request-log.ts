import type { AttemptEnd } from '@trtc-call/node'

/** One attempt to send a request, as it is listed in JSON documents. */
export interface LoggedRequest {
  readonly operation: string
  readonly attempt: number
  readonly durationMs: number
  readonly outcome: AttemptEnd['outcome']
  readonly vendorCode?: number | string
  readonly requestId?: string
}

export function logRequest(event: AttemptEnd): LoggedRequest {
  const { request, attempt, durationMs, outcome, vendorCode, requestId } = event
  return {
    operation: request.operation,
    attempt,
    durationMs: Math.round(durationMs),
    outcome,
    ...(vendorCode === undefined ? {} : { vendorCode }),
    ...(requestId === undefined ? {} : { requestId }),
  }
}

export function formatRequestLine(event: AttemptEnd): string {
  const { request, attempt, durationMs, outcome, vendorCode, requestId } = event
  const retry = attempt > 1 ? `, attempt ${attempt}` : ''
  const code = vendorCode === undefined ? '' : ` with ${vendorCode}`
  const id = requestId === undefined ? '' : `  ${requestId}`
  return `${request.operation}: ${outcome}${code} in ${Math.round(durationMs)} ms${retry}${id}`
}
