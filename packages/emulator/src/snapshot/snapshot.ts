import type { App } from '../app-state.ts'
import type { CallbackConfig } from '../callbacks/call-callbacks.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { SavedFault } from '../faults/fault-script.ts'
import { OptionError } from '../options/option-error.ts'
import type { SavedTask } from '../state/ingest-tasks.ts'
import type { SavedPhones } from '../state/phones.ts'
import type { SavedRecord } from '../state/records.ts'
import type { SavedCall } from '../state/saved-calls.ts'
import { assertSnapshot } from './assert-snapshot.ts'

/**
 * State of an emulator as JSON. Treat it as a secret: it holds the URLs of streams and receivers with their queries. It does
 * not hold requests, deliveries, the log or keys.
 */
export interface EmulatorSnapshot {
  readonly version: 1
  /** Unix time in milliseconds on the emulator's clock. */
  readonly now: number
  readonly skewMs: number
  readonly apps: readonly SavedApp[]
  readonly faults: readonly SavedFault[]
}

/** State of one application. */
export interface SavedApp {
  readonly sdkAppId: number
  readonly accounts: readonly { readonly userId: string; readonly profile: Readonly<Record<string, string>> }[]
  readonly phones: SavedPhones
  readonly callback: CallbackConfig | null
  readonly records: readonly SavedRecord[]
  readonly calls: readonly SavedCall[]
  readonly tasks: readonly SavedTask[]
}

export function takeSnapshot({ clock, skewMs, apps, faults }: EmulatorState): EmulatorSnapshot {
  const saved = { version: 1, now: clock.now(), skewMs, apps: [...apps.values()].map(saveApp), faults: faults.list() }
  // A copy, because later changes must not affect it.
  return structuredClone(saved) as EmulatorSnapshot
}

function saveApp({ settings, accounts, phones, callback, records, calls, tasks }: App): SavedApp {
  return {
    sdkAppId: settings.sdkAppId,
    accounts: accounts.list(),
    phones: phones.save(),
    callback: callback ?? null,
    records: records.save(),
    calls: calls.save(),
    tasks: tasks.save(),
  }
}

/** @throws OptionError if the snapshot is malformed or has other applications. In that case nothing changes. */
export function restoreSnapshot(state: EmulatorState, given: EmulatorSnapshot): void {
  assertSnapshot(given)
  const snapshot = structuredClone(given)
  const pairs = pairApps(state, snapshot)
  state.clock.stop()
  state.clock.setTime(snapshot.now)
  state.skewMs = snapshot.skewMs
  state.faults.load(snapshot.faults)
  const shiftMs = state.clock.now() - snapshot.now
  for (const [app, saved] of pairs) loadApp(app, saved, shiftMs)
}

function pairApps({ apps }: EmulatorState, snapshot: EmulatorSnapshot): [App, SavedApp][] {
  const numbers = snapshot.apps.map(({ sdkAppId }) => sdkAppId)
  const missing = [...apps.keys()].find((sdkAppId) => !numbers.includes(sdkAppId))
  if (missing !== undefined || numbers.length !== apps.size) {
    throw otherApps(numbers)
  }
  return snapshot.apps.map((saved) => {
    const app = apps.get(saved.sdkAppId)
    if (app) return [app, saved]
    throw otherApps(numbers)
  })
}

function otherApps(numbers: readonly number[]): OptionError {
  const detail = `has the applications ${numbers.join(', ')}; start the emulator with the same ones`
  return new OptionError('restore', 'snapshot.apps', 'conflict', detail)
}

function loadApp(app: App, saved: SavedApp, shiftMs: number): void {
  const { accounts, phones, records, calls, tasks } = app
  tasks.clear()
  accounts.load([...saved.accounts].map(({ userId, profile }) => ({ userId, profile: { ...profile } })))
  phones.load(saved.phones)
  app.callback = saved.callback ?? undefined
  records.load(saved.records)
  calls.load(saved.calls, shiftMs)
  tasks.load(saved.tasks)
}
