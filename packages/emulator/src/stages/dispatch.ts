import { ApiError } from '../api-error.ts'
import { readSignedForm } from '../auth/v1-request.ts'
import type { Exchange } from '../exchange.ts'
import { loadRoutes } from '../routes.ts'

const version = '2019-07-22'

/** The vendor's limit for a request of the older kind. */
const mostFormBytes = 1024 * 1024

/** Finds the operation: by path in the Call family, by X-TC-Action in the cloud API. */
export function dispatch(exchange: Exchange): void {
  if (exchange.family === 'call') dispatchCommand(exchange)
  else dispatchAction(exchange)
}

function dispatchCommand(exchange: Exchange): void {
  const operation = loadRoutes().byPath.get(exchange.path)
  if (!operation) throw new ApiError(60009, 'there is no such command; the path is /v4/{servicename}/{command}')
  if (exchange.request.method !== 'POST') throw new ApiError(60009, 'the method must be POST')
  exchange.operation = operation
}

function dispatchAction(exchange: Exchange): void {
  const { request, query, rawBody } = exchange
  const { method = '', headers } = request
  const form = readSignedForm({ method, headers, query, body: rawBody })
  exchange.form = form
  exchange.fields = form?.fields ?? (method === 'GET' ? [...query] : undefined)
  if (form && rawBody.length > mostFormBytes) {
    throw new ApiError('LimitExceeded', `the request body has more than ${mostFormBytes} bytes`)
  }
  const action = form ? form.common.Action : headers['x-tc-action']
  if (method !== 'POST' && (method !== 'GET' || action === undefined)) {
    throw new ApiError('UnsupportedProtocol', 'the method must be POST, or GET with all in the query')
  }
  const [named, versioned] = form
    ? ['parameter Action', 'parameter Version']
    : ['header X-TC-Action', 'header X-TC-Version']
  if (typeof action !== 'string') throw new ApiError('MissingParameter', `the ${named} is missing`)
  const operation = loadRoutes().byAction.get(action)
  if (!operation) throw new ApiError('InvalidAction', 'there is no such action here')
  exchange.operation = operation
  const given = form ? form.common.Version : headers['x-tc-version']
  if (given === undefined) throw new ApiError('MissingParameter', `the ${versioned} is missing`)
  if (given !== version) throw new ApiError('NoSuchVersion', `the ${versioned} must be ${version}`)
}
