import type { Emulator } from '../emulator.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import type { World } from '../world.ts'
import { ControlError } from './control-error.ts'
import { maskSecrets } from './mask-secrets.ts'

/** So that a page stays quick; `requests/<index>` has the older ones. */
const mostRequests = 500

/** Everything at a glance, with secrets masked; the emulator's own keys are none. */
export function showState(world: World, emulator: Emulator): object {
  return {
    now: emulator.now(),
    clock: { kind: world.settings.clock, skewMs: world.skewMs },
    apps: [{ ...emulator.credentials, clientOptions: emulator.clientOptions }],
    calls: emulator.calls(),
    tasks: emulator.tasks(),
    records: world.records.all(),
    accounts: world.accounts.list(),
    phones: world.phones.list(),
    deliveries: [],
    faults: world.faults.list(),
    requests: emulator.requests().slice(-mostRequests).map(summarize),
  }
}

/** One request in full. @throws ControlError where there is none, or it is too old. */
export function showRequest(emulator: Emulator, index: string | undefined): object {
  const found = emulator.requests().find((request) => String(request.index) === index)
  if (!found) throw new ControlError(404, 'there is no such request, or it is too old to be kept')
  return {
    ...found,
    body: maskSecrets(found.body),
    answer: { ...found.answer, body: maskSecrets(found.answer.body) },
  }
}

function summarize({ index, at, operationId, command, acted, answer }: RecordedRequest): object {
  return { index, at, operationId, command, acted, code: answer.code, requestId: answer.requestId }
}
