import { outcomeOf } from './call-outcome.ts'
import { readRecord } from './call-record.ts'
import type { CallWatch } from './call-watch.ts'
import type { DialContext } from './dial-context.ts'
import type { CallEnd, CallRecord, StreamEnd } from './types.ts'

/** What is to be told besides, and how long to look. */
interface Rest {
  readonly stream: StreamEnd | undefined
  readonly signal: AbortSignal | undefined
}

/** How a call ended: as a callback told it, as we did it, as its record has it, or only that it is gone. */
export async function howItEnded(
  context: DialContext,
  { answer, callId, hungUp, record: told }: CallWatch,
  { stream, signal }: Rest,
): Promise<CallEnd> {
  const rest = stream === undefined ? {} : { stream }
  if (told !== undefined) return { outcome: outcomeOf(told), source: 'callback', record: told as CallRecord, ...rest }
  if (hungUp) return { outcome: answer === undefined ? 'cancelled' : 'completed', source: 'hang-up', ...rest }
  const record = callId === undefined ? undefined : await readRecord(context, callId, signal)
  if (record !== undefined) return { outcome: outcomeOf(record), source: 'record', record, ...rest }
  return { outcome: answer === undefined ? 'unknown' : 'completed', source: 'poll', ...rest }
}
