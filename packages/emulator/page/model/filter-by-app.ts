import type { StateDocument } from './state-document.ts'

/** Filters the state by application. Requests and faults are shared by all. */
export function filterByApp(state: StateDocument, sdkAppId: number | undefined): StateDocument {
  const { apps, calls, tasks, accounts, phones, deliveries } = state
  const app = apps.find((candidate) => candidate.sdkAppId === sdkAppId) ?? apps[0]
  if (!app || apps.length === 1) return state
  const own = <T extends object>(list: readonly T[]): T[] =>
    list.filter((entry) => (entry as { readonly sdkAppId?: number }).sdkAppId === app.sdkAppId)
  return {
    ...state,
    apps: [app],
    calls: own(calls),
    tasks: own(tasks),
    accounts: own(accounts),
    phones: own(phones),
    deliveries: own(deliveries),
  }
}
