import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { inspectUserSig, signTc3 } from '../src/index.ts'

export interface Tenant {
  readonly sdkAppId: number
  readonly sdkSecretKey: string
  readonly secretId: string
  readonly secretKey: string
}

/** The app with this number. Each of its secrets contains the number. */
export function tenant(index: number): Tenant {
  const name = String(index).padStart(8, '0')
  return {
    sdkAppId: 1_400_000_000 + index,
    sdkSecretKey: `app-key-of-${name}`,
    secretId: `AKID${name}`,
    secretKey: `account-key-of-${name}`,
  }
}

export interface Arrival {
  readonly sdkAppId: number
  /** By what the request was signed with, in milliseconds since the epoch. */
  readonly signedAt: number
  readonly faults: readonly string[]
}

/** Answers instead of the vendor's "OK" where it wants to; true when it has. */
type Interfere = (arrival: Arrival, response: ServerResponse) => boolean

const accepted = {
  call: JSON.stringify({ ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '', Response: { CallId: 'rung' } }),
  trtc: JSON.stringify({ Response: { TaskId: 'plays', RequestId: 'of-this-test' } }),
}

/** One server for all tenants that holds every request against the keys of the app it is for. */
export async function startSharedVendor(interfere: Interfere = () => false) {
  const arrivals: Arrival[] = []
  let connections = 0
  const server = createServer(async (request, response) => {
    const body = (await request.toArray()).join('')
    const isCall = request.url !== '/'
    const arrival = isCall ? judgeCall(request) : judgeTrtc(request, body)
    arrivals.push(arrival)
    if (!interfere(arrival, response)) response.end(isCall ? accepted.call : accepted.trtc)
  })
  server.keepAliveTimeout = 120_000
  server.on('connection', () => {
    connections += 1
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, arrivals, connections: () => connections }
}

function judgeCall({ url = '' }: IncomingMessage): Arrival {
  const query = new URL(url, 'http://vendor').searchParams
  const sdkAppId = Number(query.get('sdkappid'))
  const { sdkSecretKey } = tenant(sdkAppId - 1_400_000_000)
  const expected = { sdkSecretKey, sdkAppId, userId: query.get('identifier') ?? '' }
  const { document, faults } = inspectUserSig(query.get('usersig') ?? '', expected)
  const fromTheFuture = (code: string): boolean => code === 'made-in-future'
  return {
    sdkAppId,
    signedAt: Number(document?.['TLS.time']) * 1000,
    faults: faults.map(({ code }) => code).filter((code) => !fromTheFuture(code)),
  }
}

function judgeTrtc({ headers }: IncomingMessage, body: string): Arrival {
  const { SdkAppId: sdkAppId } = JSON.parse(body) as { readonly SdkAppId: number }
  const { secretId, secretKey } = tenant(sdkAppId - 1_400_000_000)
  const timestamp = Number(headers['x-tc-timestamp'])
  const given = headers.authorization ?? ''
  const [, service = ''] = /\/([a-z0-9]+)\/tc3_request/.exec(given) ?? []
  const [, signedHeaders = ''] = /SignedHeaders=([a-z;-]+)/.exec(given) ?? []
  const { authorization } = signTc3({
    ...{ secretId, secretKey, service, timestamp, body, host: headers.host ?? '' },
    ...{ action: String(headers['x-tc-action']), contentType: headers['content-type'] ?? '' },
    signedHeaders: signedHeaders as 'content-type;host',
  })
  return { sdkAppId, signedAt: timestamp * 1000, faults: authorization === given ? [] : ['other-signature'] }
}
