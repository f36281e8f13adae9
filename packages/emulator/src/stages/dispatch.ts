import type { Exchange } from '../exchange.ts'
import { Refusal } from '../refusal.ts'
import { loadRoutes } from '../routes.ts'

const version = '2019-07-22'

/** Finds the operation: by path in the Call family, by X-TC-Action in the cloud API. */
export function dispatch(exchange: Exchange): void {
  if (exchange.family === 'call') dispatchCommand(exchange)
  else dispatchAction(exchange)
}

function dispatchCommand(exchange: Exchange): void {
  const operation = loadRoutes().byPath.get(exchange.path)
  if (!operation) throw new Refusal(60009, 'there is no such command; the path is /v4/{servicename}/{command}')
  if (exchange.request.method !== 'POST') throw new Refusal(60009, 'the method must be POST')
  exchange.operation = operation
}

function dispatchAction(exchange: Exchange): void {
  const { method, headers } = exchange.request
  if (method !== 'POST') throw new Refusal('UnsupportedProtocol', 'the method must be POST')
  const action = headers['x-tc-action']
  if (typeof action !== 'string') throw new Refusal('MissingParameter', 'the header X-TC-Action is missing')
  const operation = loadRoutes().byAction.get(action)
  if (!operation) throw new Refusal('InvalidAction', 'there is no such X-TC-Action here')
  exchange.operation = operation
  const given = headers['x-tc-version']
  if (given === undefined) throw new Refusal('MissingParameter', 'the header X-TC-Version is missing')
  if (given !== version) throw new Refusal('NoSuchVersion', `X-TC-Version must be ${version}`)
}
