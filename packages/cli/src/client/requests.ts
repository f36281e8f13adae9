import type { AttemptEnd } from '@trtc-call/node'

/** One attempt, as documents list it. */
export interface RequestRow {
  readonly operation: string
  readonly attempt: number
  readonly durationMs: number
  readonly outcome: AttemptEnd['outcome']
  readonly vendorCode?: number | string
  readonly requestId?: string
}

export function requestRow(event: AttemptEnd): RequestRow {
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

/** In words, for a line. */
export function requestLine(event: AttemptEnd): string {
  const { request, attempt, durationMs, outcome, vendorCode, requestId } = event
  const again = attempt > 1 ? `, attempt ${attempt}` : ''
  const code = vendorCode === undefined ? '' : ` with ${vendorCode}`
  const id = requestId === undefined ? '' : `  ${requestId}`
  return `${request.operation}: ${outcome}${code} in ${Math.round(durationMs)} ms${again}${id}`
}
