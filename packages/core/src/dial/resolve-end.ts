import type { CallEnd, CallRecord, StreamEnd } from './call-end.ts'
import type { CallWatch } from './call-watch.ts'
import type { DialContext } from './dial-context.ts'
import { outcomeOf } from './outcome-of.ts'
import { readRecord } from './read-record.ts'

/** The stream's result for the report, and a signal that ends the search. */
interface ResolveOptions {
  readonly stream: StreamEnd | undefined
  readonly signal: AbortSignal | undefined
}

/** Finds out how a call ended: from a callback, from our own hang-up, from its record, or only that it no longer exists. */
export async function resolveEnd(
  context: DialContext,
  watch: CallWatch,
  { stream, signal }: ResolveOptions,
): Promise<CallEnd> {
  const { answer, callId, endedLocally, record } = watch
  const rest = stream === undefined ? {} : { stream }
  if (record !== undefined)
    return { outcome: outcomeOf(record), source: 'callback', record: record as CallRecord, ...rest }
  if (endedLocally) return { outcome: answer === undefined ? 'cancelled' : 'completed', source: 'hang-up', ...rest }
  const found = callId === undefined ? undefined : await readRecord(context, callId, signal)
  if (found !== undefined) {
    watch.markAnswered(found.record)
    return { outcome: outcomeOf(found.record), ...found, ...rest }
  }
  return { outcome: answer === undefined ? 'unknown' : 'completed', source: 'poll', ...rest }
}
