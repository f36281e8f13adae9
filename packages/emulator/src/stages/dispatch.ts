import { ApiError } from '../api-error.ts'
import { parseV1Request } from '../auth/v1-request.ts'
import type { Exchange } from '../exchange.ts'
import { loadRoutes } from '../operations/routes.ts'

const version = '2019-07-22'

/** The vendor's limit for requests with signature v1. */
const maxFormBytes = 1024 * 1024

/** Finds the operation: by path (Call interface), or by X-TC-Action (cloud API). */
export function dispatch(exchange: Exchange): void {
  if (exchange.family === 'call') dispatchCommand(exchange)
  else dispatchAction(exchange)
}

function dispatchCommand(exchange: Exchange): void {
  const operation = loadRoutes().byPath.get(exchange.path)
  if (!operation) throw new ApiError(60009, 'the command does not exist; the path must be /v4/{servicename}/{command}')
  if (exchange.request.method !== 'POST') throw new ApiError(60009, 'the method must be POST')
  exchange.operation = operation
}

function dispatchAction(exchange: Exchange): void {
  const { request, query, rawBody } = exchange
  const { method = '', headers } = request
  const form = parseV1Request({ method, headers, query, body: rawBody })
  exchange.v1Request = form
  exchange.fields = form?.fields ?? (method === 'GET' ? [...query] : undefined)
  if (form && rawBody.length > maxFormBytes) {
    throw new ApiError('LimitExceeded', `the request body has more than ${maxFormBytes} bytes`)
  }
  const action = form ? form.common.Action : headers['x-tc-action']
  if (method !== 'POST' && (method !== 'GET' || action === undefined)) {
    throw new ApiError('UnsupportedProtocol', 'the method must be POST, or GET with all parameters in the query')
  }
  const [named, versioned] = form
    ? ['parameter Action', 'parameter Version']
    : ['header X-TC-Action', 'header X-TC-Version']
  if (typeof action !== 'string') throw new ApiError('MissingParameter', `the ${named} is missing`)
  const operation = loadRoutes().byAction.get(action)
  if (!operation) throw new ApiError('InvalidAction', 'the action does not exist or is not emulated')
  exchange.operation = operation
  const given = form ? form.common.Version : headers['x-tc-version']
  if (given === undefined) throw new ApiError('MissingParameter', `the ${versioned} is missing`)
  if (given !== version) throw new ApiError('NoSuchVersion', `the ${versioned} must be ${version}`)
}
