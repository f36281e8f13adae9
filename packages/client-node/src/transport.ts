import type {
  AgentOptions,
  ClientRequest,
  ClientRequestArgs,
  Agent as HttpAgent,
  IncomingMessage,
  request as Request,
} from 'node:http'
import type { Agent as HttpsAgent } from 'node:https'
import type { Socket } from 'node:net'
import { InputError, type Transport, type TransportInit } from '@trtc-call/core'
import { dropIdleConnections } from './kept-alive.ts'
import { http, https } from './lazy-http.ts'
import { readResponse, readSwitch } from './read-response.ts'

/** Connections of your own making, for instance with a `ca`, a `localAddress` or a bound on sockets. */
export interface NodeTransportOptions {
  /** For plain http, which the clients speak on loopback only. Default: one with `keepAlive`. */
  readonly httpAgent?: HttpAgent | undefined
  /** For https. Default: one with `keepAlive`. */
  readonly httpsAgent?: HttpsAgent | undefined
}

/**
 * `node:https` with kept-alive connections. The global fetch of Node 20 makes less than half as many requests a second at
 * twice the CPU. All clients made without a `fetch` share one; give this one to as many clients as you like.
 *
 * Connections of an agent that have been idle for four seconds are closed before the next request: one that the other side
 * is about to close would leave open whether the request was executed.
 *
 * @throws InputError for an agent that is none.
 * @example
 * const fetch = createNodeTransport({ httpsAgent: new Agent({ keepAlive: true, ca, maxSockets: 50 }) })
 * const { dial } = createTrtcCall({ …, fetch })
 */
export function createNodeTransport({ httpAgent, httpsAgent }: NodeTransportOptions = {}): Transport {
  const plain = checkAgent('httpAgent', httpAgent)
  const secure = checkAgent('httpsAgent', httpsAgent)
  return transportOver(({ protocol }, keepAlive) => {
    if (protocol === 'https:') return withKeepAlive(secure, keepAlive) ?? new (https().Agent)({ keepAlive })
    return withKeepAlive(plain, keepAlive) ?? new (http().Agent)({ keepAlive })
  })
}

/** The caller's own agent; where it must not keep connections and does, one with the same options that does not. */
function withKeepAlive<Agent extends HttpAgent>(agent: Agent | undefined, keepAlive: boolean): Agent | undefined {
  const { keepAlive: keeps, ...options } = (agent as { readonly options?: AgentOptions } | undefined)?.options ?? {}
  if (agent === undefined || keepAlive || keeps !== true) return agent
  const Agent = agent.constructor as new (options: AgentOptions) => Agent
  if (agent.constructor === http().Agent || agent.constructor === https().Agent) return new Agent(options)
  const message = 'this runtime may send a request twice on a kept connection: give an agent without keepAlive'
  throw Object.assign(new Error(message), { code: 'ERR_RUNTIME_RESENDS' })
}

function checkAgent<Agent extends HttpAgent>(option: string, agent: Agent | undefined): Agent | undefined {
  if (agent === undefined || typeof agent?.destroy === 'function') return agent
  throw new InputError(option, 'type', 'must be an Agent of node:http or node:https')
}

/** The agent for an origin: one that keeps connections, or one that opens a new one for each request. */
export type AgentFor = (origin: URL, keepAlive: boolean) => HttpAgent

/** Requests on the agents that `agentFor` gives, asked once for each origin and kind. */
export function transportOver(agentFor: AgentFor): Transport {
  const openRequest = createOpenRequest(agentFor)
  const transport: Transport = (url, init) =>
    new Promise((resolve, reject) => {
      const request = openRequest(url, init)
      const isSent = watchConnection(request)
      const fail = (error: Error) => reject(isSent() ? error : asNotSent(error))
      let response: IncomingMessage | undefined
      request.on('response', (received) => {
        response = received
        readResponse(received, resolve, reject)
      })
      request.on('upgrade', (received, socket) => readSwitch(received, socket, resolve))
      request.on('information', ({ statusCode }) => {
        if (statusCode === 101) request.destroy(new Error('the server wants to switch protocols'))
      })
      request.on('error', (error) => {
        // What follows a complete response is no part of it; its end is still to come.
        if (!response?.complete) fail(error)
      })
      init.onAbort((reason) => {
        // An error of our own, because it may be marked as not sent.
        const error = new Error('aborted', { cause: reason })
        request.destroy(error)
        // A request that has no connection yet says nothing when it is destroyed, and a tunnel may take its time.
        fail(error)
        request.emit(abandoned)
      })
      if (!request.destroyed) request.end(init.body)
    })
  return Object.assign(transport, { settlesOnAbort: true } as const)
}

/** An agent that throws when it is asked for a connection has sent nothing. */
function createOpenRequest(agentFor: AgentFor): (url: string, init: TransportInit) => ClientRequest {
  const connectionTo = createConnections(agentFor)
  return (url, init) => {
    const slash = url.indexOf('/', 'https://'.length)
    try {
      const { request, dropIdle, options } = connectionTo(url.slice(0, slash), !init.freshConnection)
      dropIdle()
      return request({ ...options, method: init.method, path: url.slice(slash), headers: headersOf(init) })
    } catch (error) {
      throw asNotSent(error)
    }
  }
}

function asNotSent(error: unknown): unknown {
  return error instanceof Error ? Object.assign(error, { notSent: true }) : error
}

/** Says whether a byte of the request may have left: Node holds it back until the connection stands, with TLS and all. */
function watchConnection(request: ClientRequest): () => boolean {
  let mayBeSent = false
  request.on('socket', (socket: Socket & { readonly secureConnecting?: boolean; readonly encrypted?: boolean }) => {
    if (request.reusedSocket || !(socket.connecting || socket.secureConnecting)) mayBeSent = true
    else {
      socket.once(socket.encrypted ? 'secureConnect' : 'connect', () => {
        mayBeSent = true
      })
    }
  })
  return () => mayBeSent
}

/** Emitted by a request that was given up, for an agent that is still connecting on its behalf. */
export const abandoned = 'abandoned'

interface Connection {
  readonly request: typeof Request
  readonly dropIdle: () => void
  readonly options: ClientRequestArgs
}

/** Parses each origin once; there are two in an ordinary process. */
function createConnections(agentFor: AgentFor): (origin: string, keepAlive: boolean) => Connection {
  const kept = new Map<string, Connection>()
  const fresh = new Map<string, Connection>()
  return (origin, keepAlive) => {
    const known = keepAlive ? kept : fresh
    let connection = known.get(origin)
    if (connection === undefined) {
      const url = new URL(origin)
      const { protocol, hostname, port } = url
      const agent = agentFor(url, keepAlive)
      // Node wants an IPv6 address without its brackets.
      const host = hostname.replace(/^\[|\]$/g, '')
      connection = {
        request: (protocol === 'https:' ? https() : http()).request,
        dropIdle: dropIdleConnections(agent),
        options: { protocol, host, port: port || undefined, agent },
      }
      known.set(origin, connection)
    }
    return connection
  }
}

function headersOf({ headers, body }: TransportInit): Record<string, string | number> {
  return { ...headers, 'content-length': Buffer.byteLength(body) }
}
