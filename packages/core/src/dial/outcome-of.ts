import type { CallOutcome } from './call-end.ts'

const outcomes: Readonly<Record<string, CallOutcome>> = {
  normalend: 'completed',
  reject: 'rejected',
  notanswer: 'not-answered',
  callbusy: 'busy',
  cancel: 'cancelled',
  interrupt: 'interrupted',
  offline: 'offline',
}

/** Translates the vendor's CallResult; an undocumented value is `unknown`. */
export function outcomeOf({ CallResult }: { readonly CallResult?: unknown }): CallOutcome {
  const word = typeof CallResult === 'string' ? CallResult.toLowerCase() : ''
  return Object.hasOwn(outcomes, word) ? (outcomes[word] as CallOutcome) : 'unknown'
}
