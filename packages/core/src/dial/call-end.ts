import { outcomeOf } from './call-outcome.ts'
import { readRecord } from './call-record.ts'
import type { CallWatch } from './call-watch.ts'
import type { DialContext } from './dial-context.ts'
import type { CallEnd, CallRecord, StreamEnd } from './ends.ts'

/** What is to be told besides, and how long to look. */
interface Rest {
  readonly stream: StreamEnd | undefined
  readonly signal: AbortSignal | undefined
}

/** How a call ended: as a callback told it, as we did it, as its record has it, or only that it is gone. */
export async function howItEnded(context: DialContext, watch: CallWatch, { stream, signal }: Rest): Promise<CallEnd> {
  const { answer, callId, hungUp, record: told } = watch
  const rest = stream === undefined ? {} : { stream }
  if (told !== undefined) return { outcome: outcomeOf(told), source: 'callback', record: told as CallRecord, ...rest }
  if (hungUp) return { outcome: answer === undefined ? 'cancelled' : 'completed', source: 'hang-up', ...rest }
  const found = callId === undefined ? undefined : await readRecord(context, callId, signal)
  if (found !== undefined) {
    watch.hearOfAnswer(found.record)
    return { outcome: outcomeOf(found.record), ...found, ...rest }
  }
  return { outcome: answer === undefined ? 'unknown' : 'completed', source: 'poll', ...rest }
}
