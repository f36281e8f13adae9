import type { Emulator } from '../emulator.ts'
import { explainRequest } from '../explain/explain-request.ts'
import { maskBody, maskResponse } from '../mask-secrets.ts'
import { loadRoutes } from '../operations/routes.ts'
import type { RecordedRequest } from '../state/request-log.ts'
import { ControlError } from './control-error.ts'

/** Returns a request with the explanation of its signature. @throws ControlError if it does not exist or is no longer kept. */
export function showRequest(emulator: Emulator, index: string | undefined): object {
  const found = emulator.requests().find((request) => String(request.index) === index)
  if (!found) throw new ControlError(404, 'the request does not exist or is no longer kept')
  return {
    ...found,
    ...placeOf(found),
    body: maskBody(found.operationId, found.body),
    response: { ...found.response, body: maskResponse(found.operationId, found.response.body) },
    explanation: explainRequest(found),
  }
}

function placeOf({ operationId }: RecordedRequest): object {
  const operation = loadRoutes().operations.find(({ id }) => id === operationId)
  if (!operation) return {}
  const { family, service, command } = operation
  return { family, path: family === 'call' ? `/v4/${service}/${command}` : '/' }
}
