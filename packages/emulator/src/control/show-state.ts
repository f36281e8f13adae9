import type { EmulatedApp, Emulator } from '../emulator.ts'
import type { World } from '../emulator-state.ts'
import type { Accounts } from '../state/accounts.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { withoutSecrets } from '../stream/urls.ts'

/** So that a page stays quick; `requests/<index>` has the older ones. */
const mostRequests = 500

/** Everything at a glance, with secrets masked; the emulator's own keys are none. */
export function showState(world: World, emulator: Emulator): object {
  const apps = [...world.apps.values()]
  return {
    now: emulator.now(),
    clock: { kind: world.settings.clock, skewMs: world.skewMs },
    apps: apps.map(({ settings }) => showApp(emulator.app(settings.sdkAppId))),
    calls: apps.flatMap(({ settings }) => tag(settings, emulator.app(settings.sdkAppId).calls())),
    tasks: apps.flatMap(({ settings }) => tag(settings, emulator.app(settings.sdkAppId).tasks())),
    records: apps.flatMap(({ settings, records }) => tag(settings, records.all())),
    accounts: apps.flatMap(({ settings, accounts }) => tag(settings, accounts.list().map(maskAccount))),
    phones: apps.flatMap(({ settings, phones }) => tag(settings, phones.list())),
    deliveries: emulator.deliveries(),
    faults: world.faults.list(),
    requests: emulator.requests().slice(-mostRequests).map(summarize),
  }
}

function showApp({ credentials, clientOptions }: EmulatedApp): object {
  return { ...credentials, clientOptions }
}

/** Pictures often have signed addresses; the page gets them under `pictures/`. */
function maskAccount(account: ReturnType<Accounts['list']>[number]): object {
  const { Tag_Profile_IM_Image: picture } = account.profile
  if (picture === undefined) return account
  return { ...account, profile: { ...account.profile, Tag_Profile_IM_Image: withoutSecrets(picture) } }
}

/** Says of each which application it is of. */
function tag({ sdkAppId }: { readonly sdkAppId: number }, list: readonly object[]): object[] {
  return list.map((entry) => ({ sdkAppId, ...entry }))
}

function summarize({ index, at, operationId, command, executed, response }: RecordedRequest): object {
  return { index, at, operationId, command, executed, code: response.code, requestId: response.requestId }
}
