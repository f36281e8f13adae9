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
import { dropIdleConnections } from './idle-connections.ts'
import { http, https } from './lazy-builtins.ts'
import { readResponse, readUpgrade } from './read-response.ts'

/** Custom agents, for instance with a `ca`, a `localAddress` or a limit of sockets. */
export interface NodeTransportOptions {
  /** For plain http, which the clients use for loopback only. Default: one with `keepAlive`. */
  readonly httpAgent?: HttpAgent | undefined
  /** For https. Default: one with `keepAlive`. */
  readonly httpsAgent?: HttpsAgent | undefined
}

/**
 * Makes a transport of `node:https` with kept-alive connections. The global fetch of Node 20 makes less than half as many requests
 * per second at twice the CPU. All clients without a `fetch` share one transport; this one can also be shared.
 *
 * Connections that have been idle for four seconds are closed before the next request: if the server closes one during a
 * request, the outcome is unknown.
 *
 * @throws InputError for an invalid agent.
 * @example
 * const fetch = createNodeTransport({ httpsAgent: new Agent({ keepAlive: true, ca, maxSockets: 50 }) })
 * const { dial } = createTrtcCall({ …, fetch })
 */
export function createNodeTransport({ httpAgent, httpsAgent }: NodeTransportOptions = {}): Transport {
  const plain = checkAgent('httpAgent', httpAgent)
  const secure = checkAgent('httpsAgent', httpsAgent)
  return createAgentTransport(({ protocol }, keepAlive) => {
    if (protocol === 'https:') return withKeepAlive(secure, keepAlive) ?? new (https().Agent)({ keepAlive })
    return withKeepAlive(plain, keepAlive) ?? new (http().Agent)({ keepAlive })
  })
}

/** The caller's agent, or one with the same options and no kept-alive connections if a request must not reuse one. */
function withKeepAlive<Agent extends HttpAgent>(agent: Agent | undefined, keepAlive: boolean): Agent | undefined {
  const { keepAlive: keeps, ...options } = (agent as { readonly options?: AgentOptions } | undefined)?.options ?? {}
  if (agent === undefined || keepAlive || keeps !== true) return agent
  const Agent = agent.constructor as new (options: AgentOptions) => Agent
  if (agent.constructor === http().Agent || agent.constructor === https().Agent) return new Agent(options)
  const message = 'this runtime may send a request twice on a kept-alive connection: use an agent without keepAlive'
  throw Object.assign(new Error(message), { code: 'ERR_RUNTIME_RESENDS' })
}

function checkAgent<Agent extends HttpAgent>(option: string, agent: Agent | undefined): Agent | undefined {
  if (agent === undefined || typeof agent?.destroy === 'function') return agent
  throw new InputError(option, 'type', 'must be an Agent of node:http or node:https')
}

/** Returns the agent for an origin, with or without kept-alive connections. */
export type AgentFor = (origin: URL, keepAlive: boolean) => HttpAgent

/** Makes a transport with the agents of `agentFor`, which is called once for each origin and kind. */
export function createAgentTransport(agentFor: AgentFor): Transport {
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
      request.on('upgrade', (received, socket) => readUpgrade(received, socket, resolve))
      request.on('information', ({ statusCode }) => {
        if (statusCode === 101) request.destroy(new Error('the server wants to switch protocols'))
      })
      request.on('error', (error) => {
        // An error after a complete response does not affect it; its `end` event follows.
        if (!response?.complete) fail(error)
      })
      init.onAbort((reason) => {
        // A new error, because it may be marked as not sent.
        const error = new Error('aborted', { cause: reason })
        request.destroy(error)
        // A request without a connection emits no error when it is destroyed, and a tunnel may take long.
        fail(error)
        request.emit(abortEvent)
      })
      if (!request.destroyed) request.end(init.body)
    })
  return Object.assign(transport, { settlesOnAbort: true } as const)
}

/** If the agent throws, nothing was sent. */
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

/** Returns a function that tells whether a byte may have been sent: Node waits until the connection and TLS are established. */
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

/** The event of an aborted request, for an agent that is still connecting. */
export const abortEvent = 'trtc-call:abort'

interface Connection {
  readonly request: typeof Request
  readonly dropIdle: () => void
  readonly options: ClientRequestArgs
}

/** Parses each origin once. A process usually has two. */
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
      // Node takes IPv6 addresses without brackets.
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
