import type { CallOutcome, CallRecord } from './types.ts'

const outcomes: Readonly<Record<string, CallOutcome>> = {
  normalend: 'completed',
  reject: 'rejected',
  notanswer: 'not-answered',
  callbusy: 'busy',
  cancel: 'cancelled',
  interrupt: 'interrupted',
  offline: 'offline',
}

/** The vendor's CallResult in this library's words; a value that no page lists is `unknown`. */
export function outcomeOf(record: Pick<CallRecord, 'CallResult'>): CallOutcome {
  return outcomes[String(record.CallResult ?? '').toLowerCase()] ?? 'unknown'
}
