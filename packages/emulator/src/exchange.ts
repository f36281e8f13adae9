import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiError } from './api-error.ts'
import type { App } from './app.ts'
import type { SignedForm } from './auth/v1-request.ts'
import type { Evidence } from './auth/verify.ts'
import type { Fault } from './fault.ts'
import type { Family, Operation } from './operations.ts'

/** One request on its way through the pipeline. Stages fill in what they find out. */
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
  /** The request, where it is of the older kind that has its signature among its parameters. */
  form?: SignedForm | undefined
  /** What stands for the body, where it is no JSON: the paths of fields, and text. */
  fields?: readonly (readonly [path: string, value: string])[] | undefined
  /** By which the signature was judged, once it was. */
  evidence?: Evidence
  /** The application that asks, or is asked about. */
  app?: App
  /** Parsed. */
  body?: unknown
  fault?: Fault | undefined
  /** Whether the handler did its work. */
  executed: boolean
  /** What the handler gives to the envelope. */
  data: object
  error?: ApiError
}

export function createExchange(request: IncomingMessage, response: ServerResponse): Exchange {
  const [path = '', ...rest] = (request.url ?? '').split('?')
  return {
    request,
    response,
    at: Date.now(),
    // TC3 actions have no path of their own; everything else is for the Call family to know or not.
    family: path === '/' ? 'trtc' : 'call',
    path,
    query: new URLSearchParams(rest.join('?')),
    rawBody: Buffer.alloc(0),
    executed: false,
    data: {},
  }
}
