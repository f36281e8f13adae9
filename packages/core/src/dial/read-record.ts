import { isObject } from '../request/envelope.ts'
import type { CallEnd, CallRecord } from './call-end.ts'
import type { DialContext } from './dial-context.ts'
import { isApiError, isTransient, recordNotFound } from './vendor-codes.ts'
import { waitForUpdate } from './wait-for-update.ts'

/** Records appear about five seconds after the end of a call. */
const maxAttempts = 8
const retryDelayMs = 1_500

/**
 * Reads the record of an ended call, from a callback or the vendor's records. Returns undefined when none appears, as in editions
 * without records.
 */
export async function readRecord(
  context: DialContext,
  callId: string,
  signal: AbortSignal | undefined,
): Promise<(Pick<CallEnd, 'source'> & { readonly record: CallRecord }) | undefined> {
  const { calls, callPollLimiter, events } = context
  for (let attempt = 0; attempt < maxAttempts; attempt++) {
    if (attempt > 0) await waitForUpdate(context, retryDelayMs, { signal, topics: [callId] })
    const received = events?.getCall(callId)?.record
    if (received !== undefined) return { source: 'callback', record: received as CallRecord }
    await callPollLimiter.acquire(signal)
    try {
      const { CallRecord: record } = await calls.getRecordByCallid({ CallId: callId }, { signal })
      return isObject(record) ? { source: 'record', record: record as CallRecord } : undefined
    } catch (error) {
      if (signal?.aborted) throw error
      if (!isApiError(error, recordNotFound) && !isTransient(error)) return undefined
    }
  }
  return undefined
}
