import { ApiError } from '../api-error.ts'
import { pickCode, refuseBody, refuseJson } from '../bad-request.ts'
import type { World } from '../emulator-state.ts'
import type { Exchange } from '../exchange.ts'
import { bodyOfFields } from '../form-body.ts'
import type { Operation } from '../operations.ts'
import { loadRoutes } from '../routes.ts'

/** Parses the body, and judges it by the operation's schema. */
export function validate(exchange: Exchange, world: World): void {
  const operation = exchange.operation as Operation
  const { fields } = exchange
  if (!fields) checkContentType(exchange, operation)
  exchange.body = fields ? bodyOfFields(fields) : parse(exchange.rawBody, operation)
  const { inspect, inspectFields } = loadRoutes()
  const judge = fields ? inspectFields : inspect[operation.family]
  const issue = judge(operation.id, exchange.body, world.settings)
  if (issue) throw refuseBody(operation, issue)
  if (operation.family === 'trtc') findApp(exchange, operation, world)
}

/** Call commands say `contenttype=json` in the query; the header is not documented to matter there. */
function checkContentType({ request }: Exchange, operation: Operation): void {
  const isJson = /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? '')
  if (operation.family === 'trtc' && !isJson) throw refuseJson(operation, 'Content-Type must be application/json')
}

function parse(rawBody: Buffer, operation: Operation): unknown {
  if (rawBody.length === 0) throw refuseJson(operation, 'the body is empty; without parameters it is {}')
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(rawBody))
  } catch {
    throw refuseJson(operation, 'the body is not JSON in UTF-8')
  }
}

/** The one that the body names. It must be of the account whose credentials signed. */
function findApp(exchange: Exchange, operation: Operation, { apps }: World): void {
  const { SdkAppId: given } = exchange.body as { readonly SdkAppId?: number }
  if (given === undefined) return
  const app = apps.get(given)
  if (app === undefined || app.settings.secretId !== exchange.app?.settings.secretId) {
    const code = pickCode(operation, ['InvalidParameter.SdkAppId'], 'FailedOperation.SdkAppIdNotUnderAppId')
    throw new ApiError(code, `SdkAppId ${given} does not belong to this account`)
  }
  exchange.app = app
}
