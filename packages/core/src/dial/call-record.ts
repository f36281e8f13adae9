import { isObject } from '../envelope/envelope.ts'
import type { DialContext } from './dial-context.ts'
import type { CallEnd, CallRecord } from './ends.ts'
import { pause } from './pause.ts'
import { isPassing, isRefusedWith, noRecord } from './vendor-codes.ts'

/** A record can be read about five seconds after the call's end. */
const mostLooks = 8
const betweenLooksMs = 1_500

/**
 * The record of a call that has ended, from a callback that comes meanwhile or by asking; undefined where none appears, as in
 * editions that keep none.
 */
export async function readRecord(
  context: DialContext,
  callId: string,
  signal: AbortSignal | undefined,
): Promise<(Pick<CallEnd, 'source'> & { readonly record: CallRecord }) | undefined> {
  const { calls, callGate, events } = context
  for (let look = 0; look < mostLooks; look++) {
    if (look > 0) await pause(context, betweenLooksMs, { signal, news: [callId] })
    const told = events?.latest(callId)?.record
    if (told !== undefined) return { source: 'callback', record: told as CallRecord }
    await callGate.enter(signal)
    try {
      const { CallRecord: record } = await calls.getRecordByCallid({ CallId: callId }, { signal })
      return isObject(record) ? { source: 'record', record: record as CallRecord } : undefined
    } catch (error) {
      if (signal?.aborted) throw error
      if (!isRefusedWith(error, noRecord) && !isPassing(error)) return undefined
    }
  }
  return undefined
}
