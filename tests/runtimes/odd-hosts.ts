import { oddReplies } from './odd-replies.ts'
import { type OddServer, startOddServer } from './odd-server.ts'
import { tlsHosts } from './tls-hosts.ts'

/** A server for one row of a table, under the name of the row. */
export interface StartedHost {
  readonly what: string
  readonly server: OddServer
  readonly attemptTimeoutMs: number | undefined
  /** Whether the client uses a custom `fetch`. */
  readonly injectsFetch: boolean
}

/** The name of the same row with a custom `fetch`. */
export const injected = (what: string): string => `${what}, with a fetch of the caller`

/** The result of one unusual response. */
export interface OddResult {
  readonly meaning: string | undefined
  /** The number of requests that the server has read completely. */
  readonly requests: number
}

/**
 * Starts all servers with unusual responses. TLS servers run only with the package's own transport, which can distinguish their
 * failures. The other runtimes receive each response a second time through a custom `fetch`.
 */
export function startOddHosts(ownTransport: boolean): Promise<StartedHost[]> {
  const replies = oddReplies.map((reply) => ({ ...reply, start: () => startOddServer(reply), injectsFetch: false }))
  const others = ownTransport
    ? tlsHosts.map((host) => ({ ...host, injectsFetch: false }))
    : replies.map((reply) => ({ ...reply, what: injected(reply.what), injectsFetch: true }))
  return Promise.all(
    [...replies, ...others].map(async ({ what, start, attemptTimeoutMs, injectsFetch }) => ({
      ...{ what, attemptTimeoutMs, injectsFetch, server: await start() },
    })),
  )
}

export function resultsOf(hosts: readonly StartedHost[], meanings: readonly string[]): Map<string, OddResult> {
  return new Map(
    hosts.map(({ what, server }, index) => [what, { meaning: meanings[index], requests: server.requests }]),
  )
}

/** The vendor's error for an expired signature, with a time in 1960. */
export function startMisdatedServer(): Promise<OddServer> {
  const body = JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 70001, ErrorInfo: 'expired' })
  const headers = ['HTTP/1.1 200 OK', 'date: Fri, 01 Jan 1960 00:00:00 GMT', `content-length: ${body.length}`]
  return startOddServer({ bytes: `${headers.join('\r\n')}\r\nconnection: close\r\n\r\n${body}` })
}
