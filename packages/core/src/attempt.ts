import { isPromise } from './credentials/when-had.ts'
import { Deadline, raceAbort } from './deadline.ts'
import { connectionFailure, signingFailure, signingTimeoutFailure, timeoutFailure } from './failure.ts'
import type { Failure, FailureContext } from './failure-details.ts'
import type { Outgoing } from './outgoing.ts'
import { readText } from './read-text.ts'
import { readReply } from './reply.ts'
import { freshConnection } from './request/fresh-connection.ts'
import { apiFailure, protocolFailure, safeRequestId, statusFailure } from './response-failure.ts'
import type { SignedAttempt } from './signers/signer.ts'
import type { TransportResponse } from './transport.ts'

/** How one attempt ended: with the value of the operation, or with a failure. */
export type AttemptResult =
  | { readonly value: object; readonly requestId: string | undefined; readonly random: number | undefined }
  | { readonly failure: Failure }

/** The vendor gives up after three seconds. */
const answerMs = 4_000

/** Signs and sends once. `at` is the time, for the report. Rejects only with the caller's own abort reason. */
export async function attemptOnce(
  outgoing: Outgoing,
  attempt: number,
  timeoutMs: number,
  at: number,
): Promise<AttemptResult> {
  const { operation, url, body, signal, finishSent } = outgoing
  const deadline = new Deadline(timeoutMs, signal)
  // What must not be repeated when its answer is lost needs time for the answer.
  const signingMs = timeoutMs - (operation.effect === 'unsafe' ? Math.min(answerMs, Math.floor(timeoutMs / 2)) : 0)
  let signing: Deadline | undefined
  let context: FailureContext = { outgoing, attempt, at, signed: undefined }
  try {
    let signed = outgoing.signer.sign({ operation, url, body })
    if (isPromise(signed)) {
      signing = new Deadline(signingMs, signal)
      signed = await raceAbort(signed, signing.signal)
    }
    signal?.throwIfAborted()
    context = { outgoing, attempt, at, signed }
    if (finishSent) deadline.unfollow()
    const response = await send(outgoing, signed, deadline)
    return read(context, response, await readText(response))
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

async function send(outgoing: Outgoing, signed: SignedAttempt, deadline: Deadline): Promise<TransportResponse> {
  const { operation, transport, body } = outgoing // detached: workerd rejects fetch called as a method
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

function read(context: FailureContext, response: TransportResponse, text: string): AttemptResult {
  if (response.status !== 200) return { failure: statusFailure(context, response) }
  const reading = context.outgoing.readEnvelope(text)
  switch (reading.kind) {
    case 'value': {
      const requestId = safeRequestId(context, reading.requestId)
      const value = readReply(context.outgoing.operation, reading.value, requestId)
      return { value, requestId, random: context.signed?.random }
    }
    case 'refusal':
      return { failure: apiFailure(context, reading.refusal, response) }
    case 'broken':
      return { failure: protocolFailure(context, reading.reason) }
  }
}
