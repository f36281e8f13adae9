import { isPromise } from '../credentials/maybe-promise.ts'
import type { SignedAttempt } from '../signers/signer.ts'
import { Deadline, raceAbort } from './deadline.ts'
import type { Failure, FailureContext } from './failure.ts'
import { freshConnection } from './fresh-connection.ts'
import { normalizeResponse } from './normalize-response.ts'
import type { PreparedRequest } from './prepared-request.ts'
import { readText } from './read-text.ts'
import { apiFailure, protocolFailure, safeRequestId, statusFailure } from './response-failures.ts'
import { connectionFailure, signingFailure, signingTimeoutFailure, timeoutFailure } from './send-failures.ts'
import type { TransportResponse } from './transport.ts'

/** The result of one attempt: the value of the operation, or a failure. */
export type AttemptResult =
  | { readonly value: object; readonly requestId: string | undefined; readonly random: number | undefined }
  | { readonly failure: Failure }

/** More than the vendor's own limit of three seconds. */
const minResponseMs = 4_000

/** Signs and sends a request once. `at` is the time for the report. Rejects only with the caller's abort reason. */
export async function attempt(
  request: PreparedRequest,
  number: number,
  timeoutMs: number,
  at: number,
): Promise<AttemptResult> {
  const { operation, url, body, signal, finishSent } = request
  const deadline = new Deadline(timeoutMs, signal)
  // Slow signing must leave an unsafe operation enough time for its response.
  const signingMs = timeoutMs - (operation.effect === 'unsafe' ? Math.min(minResponseMs, Math.floor(timeoutMs / 2)) : 0)
  let signing: Deadline | undefined
  let context: FailureContext = { request, attempt: number, at, signed: undefined }
  try {
    let signed = request.signer.sign({ operation, url, body })
    if (isPromise(signed)) {
      signing = new Deadline(signingMs, signal)
      signed = await raceAbort(signed, signing.signal)
    }
    signal?.throwIfAborted()
    context = { request, attempt: number, at, signed }
    if (finishSent) deadline.ignoreCaller()
    const response = await sendSigned(request, signed, deadline)
    return parseResponse(context, response, await readText(response))
  } catch (error) {
    const isSigned = context.signed !== undefined
    if (signal?.aborted && !(finishSent && isSigned)) throw signal.reason
    if (isSigned) {
      return {
        failure: deadline.expired ? timeoutFailure(context, timeoutMs, error) : connectionFailure(context, error),
      }
    }
    return { failure: signing?.expired ? signingTimeoutFailure(context, signingMs) : signingFailure(context, error) }
  } finally {
    signing?.clear()
    deadline.clear()
  }
}

async function sendSigned(
  request: PreparedRequest,
  signed: SignedAttempt,
  deadline: Deadline,
): Promise<TransportResponse> {
  const { operation, transport, body } = request // detached: workerd rejects fetch called as a method
  const { url, headers } = signed
  return transport(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
    ...(operation.effect === 'unsafe' ? freshConnection() : undefined),
    get signal() {
      return deadline.signal
    },
    onAbort: (listener) => deadline.onAbort(listener),
  })
}

function parseResponse(context: FailureContext, response: TransportResponse, text: string): AttemptResult {
  if (response.status !== 200) return { failure: statusFailure(context, response) }
  const parsed = context.request.parseEnvelope(text)
  switch (parsed.kind) {
    case 'ok': {
      const requestId = safeRequestId(context, parsed.requestId)
      const value = normalizeResponse(context.request.operation, parsed.value, requestId)
      return { value, requestId, random: context.signed?.random }
    }
    case 'error':
      return { failure: apiFailure(context, parsed.error, response) }
    case 'malformed':
      return { failure: protocolFailure(context, parsed.reason) }
  }
}
