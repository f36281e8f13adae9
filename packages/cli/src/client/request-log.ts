import type { AttemptEnd } from '@trtc-call/node'

/** One attempt to send a request, as JSON documents list it. */
export type LoggedRequest = ReturnType<typeof logRequest>

export function logRequest({ request, attempt, durationMs, outcome, vendorCode, requestId }: AttemptEnd) {
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
  const { operation, attempt, durationMs, outcome, vendorCode, requestId } = logRequest(event)
  const retry = attempt > 1 ? `, attempt ${attempt}` : ''
  const code = vendorCode === undefined ? '' : ` with ${vendorCode}`
  return `${operation}: ${outcome}${code} in ${durationMs} ms${retry}${requestId === undefined ? '' : `  ${requestId}`}`
}
