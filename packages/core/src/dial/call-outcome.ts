import type { CallOutcome } from './ends.ts'

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
export function outcomeOf({ CallResult }: { readonly CallResult?: unknown }): CallOutcome {
  const word = typeof CallResult === 'string' ? CallResult.toLowerCase() : ''
  return Object.hasOwn(outcomes, word) ? (outcomes[word] as CallOutcome) : 'unknown'
}
