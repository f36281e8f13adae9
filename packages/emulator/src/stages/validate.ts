import { ApiError } from '../api-error.ts'
import { bodyError, firstDocumentedCode, jsonError } from '../body-errors.ts'
import type { EmulatorState } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { bodyOfFields } from '../form-body.ts'
import type { Operation } from '../operations/operations.ts'
import { loadRoutes } from '../operations/routes.ts'

/** Parses the body and validates it against the operation's schema. */
export function validate(exchange: Exchange, state: EmulatorState): void {
  const operation = exchange.operation as Operation
  const { fields } = exchange
  if (!fields) checkContentType(exchange, operation)
  exchange.body = fields ? bodyOfFields(fields) : parse(exchange.rawBody, operation)
  const routes = loadRoutes()
  const validateBody = fields ? routes.validateFields : routes.validate[operation.family]
  const issue = validateBody(operation.id, exchange.body, state.settings)
  if (issue) throw bodyError(operation, issue)
  if (operation.family === 'trtc') findApp(exchange, operation, state)
}

/** Only for the cloud API: Call commands have `contenttype=json` in the query instead. */
function checkContentType({ request }: Exchange, operation: Operation): void {
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')
  if (operation.family === 'trtc' && !isJson) throw jsonError(operation, 'Content-Type must be application/json')
}

function parse(rawBody: Buffer, operation: Operation): unknown {
  if (rawBody.length === 0) throw jsonError(operation, 'the body is empty; without parameters it must be {}')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    throw jsonError(operation, 'the body is not JSON in UTF-8')
  }
}

/** Finds the application in the body, which must belong to the account that signed. */
function findApp(exchange: Exchange, operation: Operation, { apps }: EmulatorState): void {
  const { SdkAppId: given } = exchange.body as { readonly SdkAppId?: number }
  if (given === undefined) return
  const app = apps.get(given)
  if (app === undefined || app.settings.secretId !== exchange.app?.settings.secretId) {
    const code = firstDocumentedCode(operation, ['InvalidParameter.SdkAppId'], 'FailedOperation.SdkAppIdNotUnderAppId')
    throw new ApiError(code, `SdkAppId ${given} does not belong to this account`)
  }
  exchange.app = app
}
