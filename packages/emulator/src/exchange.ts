import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiError } from './api-error.ts'
import type { App } from './app-state.ts'
import type { V1Request } from './auth/v1-request.ts'
import type { AuthInput } from './auth/verify-auth.ts'
import type { Fault } from './faults/fault.ts'
import type { Family, Operation } from './operations/operations.ts'

/** One request on its way through the pipeline. Stages add what they find. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** Real Unix time in milliseconds. */
  readonly at: number
  readonly family: Family
  readonly path: string
  readonly query: URLSearchParams
  rawBody: Buffer
  operation?: Operation
  /** Set for requests with signature v1, which is one of the parameters. */
  v1Request?: V1Request | undefined
  /** The body as paths of fields and text, if it is not JSON. */
  fields?: readonly (readonly [path: string, value: string])[] | undefined
  /** What the signature was verified with. */
  authInput?: AuthInput
  /** The application that the request names. */
  app?: App
  /** Parsed. */
  body?: unknown
  fault?: Fault | undefined
  /** Whether the handler ran. */
  executed: boolean
  /** Result of the handler. */
  data: object
  error?: ApiError
}

export function createExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const [path = '', ...rest] = (request.url ?? '').split('?')
  return {
    request,
    response,
    at: Date.now(),
    // TC3 actions all use the path /.
    family: path === '/' ? 'trtc' : 'call',
    path,
    query: new URLSearchParams(rest.join('?')),
    rawBody: Buffer.alloc(0),
    executed: false,
    data: {},
  }
}
