import type { EmulatedApp, Emulator } from '../emulator.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Accounts } from '../state/accounts.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { maskUrl } from '../streams/urls.ts'

/** Keeps the page fast; `requests/<index>` returns older ones. */
const maxRequests = 500

/** Returns the whole state for the page, with secrets masked. The emulator's own keys are not secret. */
export function showState(state: EmulatorState, emulator: Emulator): object {
  const apps = [...state.apps.values()]
  return {
    now: emulator.now(),
    clock: { kind: state.settings.clock, skewMs: state.skewMs },
    apps: apps.map(({ settings }) => showApp(emulator.app(settings.sdkAppId))),
    calls: apps.flatMap(({ settings }) => withApp(settings, emulator.app(settings.sdkAppId).calls())),
    tasks: apps.flatMap(({ settings }) => withApp(settings, emulator.app(settings.sdkAppId).tasks())),
    records: apps.flatMap(({ settings, records }) => withApp(settings, records.all())),
    accounts: apps.flatMap(({ settings, accounts }) => withApp(settings, accounts.list().map(maskAccount))),
    phones: apps.flatMap(({ settings, phones }) => withApp(settings, phones.list())),
    deliveries: emulator.deliveries(),
    faults: state.faults.list(),
    requests: emulator.requests().slice(-maxRequests).map(summarize),
  }
}

function showApp({ credentials, clientOptions }: EmulatedApp): object {
  return { ...credentials, clientOptions }
}

/** Masks picture URLs, which are often signed; the page loads pictures from `pictures/`. */
function maskAccount(account: ReturnType<Accounts['list']>[number]): object {
  const { Tag_Profile_IM_Image: picture } = account.profile
  if (picture === undefined) return account
  return { ...account, profile: { ...account.profile, Tag_Profile_IM_Image: maskUrl(picture) } }
}

function withApp({ sdkAppId }: { readonly sdkAppId: number }, list: readonly object[]): object[] {
  return list.map((entry) => ({ sdkAppId, ...entry }))
}

function summarize({ index, at, operationId, command, executed, response }: RecordedRequest): object {
  return { index, at, operationId, command, executed, code: response.code, requestId: response.requestId }
}
