import type { Emulator } from '../emulator.ts'
import { explainRequest } from '../explain/explain-request.ts'
import { maskBody, maskResponse } from '../mask-secrets.ts'
import { loadRoutes } from '../routes.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { ControlError } from './control-error.ts'

/** One request in full, and how its signature was judged. @throws ControlError where there is none, or it is too old. */
export function showRequest(emulator: Emulator, index: string | undefined): object {
  const found = emulator.requests().find((request) => String(request.index) === index)
  if (!found) throw new ControlError(404, 'there is no such request, or it is too old to be kept')
  return {
    ...found,
    ...placeOf(found),
    body: maskBody(found.operationId, found.body),
    response: { ...found.response, body: maskResponse(found.operationId, found.response.body) },
    explanation: explainRequest(found),
  }
}

/** Which interface it was for, and at which path. */
function placeOf({ operationId }: RecordedRequest): object {
  const operation = loadRoutes().operations.find(({ id }) => id === operationId)
  if (!operation) return {}
  const { family, service, command } = operation
  return { family, path: family === 'call' ? `/v4/${service}/${command}` : '/' }
}
