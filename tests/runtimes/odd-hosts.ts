import { oddReplies } from './odd-replies.ts'
import { type OddServer, startOddServer } from './odd-server.ts'
import { tlsHosts } from './tls-hosts.ts'

/** One odd server, under the name that its row has in a table. */
export interface StartedHost {
  readonly what: string
  readonly server: OddServer
  readonly attemptTimeoutMs: number | undefined
  /** Whether the client is given a `fetch` of the caller. */
  readonly injectsFetch: boolean
}

/** The name of the same row with a `fetch` of the caller. */
export const injected = (what: string): string => `${what}, with a fetch of the caller`

/** What came of one odd reply. */
export interface OddResult {
  readonly meaning: string | undefined
  /** How many requests the server has read whole. */
  readonly requests: number
}

/**
 * All odd servers. Those with TLS only where the package's own transport is at work, which can know what they do; elsewhere
 * each reply a second time for a `fetch` of the caller.
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

/** The vendor's refusal of an expired signature, with a time from before there were computers to sign. */
export function startMisdatedServer(): Promise<OddServer> {
  const body = JSON.stringify({ ActionStatus: 'FAIL', ErrorCode: 70001, ErrorInfo: 'expired' })
  const headers = ['HTTP/1.1 200 OK', 'date: Fri, 01 Jan 1960 00:00:00 GMT', `content-length: ${body.length}`]
  return startOddServer({ bytes: `${headers.join('\r\n')}\r\nconnection: close\r\n\r\n${body}` })
}
