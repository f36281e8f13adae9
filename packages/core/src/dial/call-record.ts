import type { DialContext } from './dial-context.ts'
import type { CallRecord } from './types.ts'
import { isPassing, isRefusedWith, noRecord } from './vendor-codes.ts'

/** A record can be read about five seconds after the call's end. */
const mostLooks = 8
const betweenLooksMs = 1_500

/** The record of a call that has ended; undefined where none appears, as in editions that keep none. */
export async function readRecord(
  { calls, clock, callGate }: DialContext,
  callId: string,
  signal: AbortSignal | undefined,
): Promise<CallRecord | undefined> {
  for (let look = 0; look < mostLooks; look++) {
    if (look > 0) await clock.sleep(betweenLooksMs, signal)
    await callGate.enter(signal)
    try {
      return (await calls.getRecordByCallid({ CallId: callId }, { signal })).CallRecord
    } catch (error) {
      if (signal?.aborted) throw error
      if (!isRefusedWith(error, noRecord) && !isPassing(error)) return undefined
    }
  }
  return undefined
}
