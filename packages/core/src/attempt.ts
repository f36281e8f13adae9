import { isPromise } from './credentials/when-had.ts'
import { Deadline, unlessAborted } from './deadline.ts'
import {
  connectionFailure,
  envelopeFailure,
  type Failure,
  type FailureContext,
  refusalFailure,
  signingFailure,
  signingTimeoutFailure,
  statusFailure,
  timeoutFailure,
} from './failure.ts'
import type { Outgoing } from './outgoing.ts'
import type { SignedAttempt } from './signers/signer.ts'
import type { TransportResponse } from './transport.ts'

/** How one attempt ended: with the value of the operation, or with a failure. */
export type AttemptResult =
  | { readonly value: object; readonly requestId: string | undefined; readonly random: number | undefined }
  | { readonly failure: Failure }

/** Signs and sends once. `at` is the time, for the report. Rejects only with the caller's own abort reason. */
export async function attemptOnce(
  outgoing: Outgoing,
  attempt: number,
  timeoutMs: number,
  at: number,
): Promise<AttemptResult> {
  const { signal, finishSent } = outgoing
  const deadline = new Deadline(timeoutMs, signal)
  let context: FailureContext = { outgoing, attempt, at, signed: undefined }
  try {
    const signed = await sign(context, timeoutMs)
    if ('failure' in signed) return signed
    signal?.throwIfAborted()
    context = { outgoing, attempt, at, signed }
    if (finishSent) deadline.unfollow()
    const response = await send(outgoing, signed, deadline)
    return read(context, response, await response.text())
  } catch (error) {
    if (signal?.aborted && !(finishSent && context.signed !== undefined)) throw signal.reason
    return { failure: deadline.expired ? timeoutFailure(context, timeoutMs) : connectionFailure(context, error) }
  } finally {
    deadline.clear()
  }
}

/** The vendor gives up after three seconds. */
const answerMs = 4_000

/** What must not be repeated when its answer is lost needs time for the answer. */
async function sign(
  context: FailureContext,
  timeoutMs: number,
): Promise<SignedAttempt | { readonly failure: Failure }> {
  const { operation, url, body, signer, signal } = context.outgoing
  const allowedMs =
    operation.effect === 'unsafe' ? timeoutMs - Math.min(answerMs, Math.floor(timeoutMs / 2)) : timeoutMs
  let deadline: Deadline | undefined
  try {
    const pending = signer.sign({ operation, url, body })
    if (!isPromise(pending)) return pending
    deadline = new Deadline(allowedMs, signal)
    return await unlessAborted(pending, deadline.signal)
  } catch (error) {
    signal?.throwIfAborted()
    return { failure: deadline?.expired ? signingTimeoutFailure(context, allowedMs) : signingFailure(context, error) }
  } finally {
    deadline?.clear()
  }
}

function send(outgoing: Outgoing, signed: SignedAttempt, deadline: Deadline): Promise<TransportResponse> {
  const { transport, body } = outgoing // detached: workerd rejects fetch called as a method
  const { url, headers } = signed
  return transport(url, {
    method: 'POST',
    headers,
    body,
    redirect: 'manual',
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
    case 'value':
      return { value: reading.value, requestId: reading.requestId, random: context.signed?.random }
    case 'refusal':
      return { failure: refusalFailure(context, reading.refusal, response) }
    case 'broken':
      return { failure: envelopeFailure(context, reading.reason) }
  }
}
