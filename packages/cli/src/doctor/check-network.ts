import type { Transport } from '@trtc-call/node'
import { proxyVariables } from '../client/connection.ts'
import type { Io } from '../io.ts'
import type { Finding } from './finding.ts'

/** Reports whether requests go through a proxy, without its URL, which may contain a password. */
export function checkProxy(io: Pick<Io, 'env'>): Finding {
  const names = proxyVariables(io)
  if (names.length === 0) return { check: 'proxy', state: 'ok', summary: 'no environment variable sets a proxy' }
  const exceptions = io.env.no_proxy || io.env.NO_PROXY ? ', except to the hosts in NO_PROXY' : ''
  const summary = `requests go through the proxy of ${names.join(', ')}${exceptions}; requests to loopback never do`
  return { check: 'proxy', state: 'ok', summary }
}

interface HostResponse {
  readonly url: URL
  /** How many milliseconds this machine's clock is ahead of the host's; undefined if the response has no Date header. */
  readonly skewMs: number | undefined
}

/** Wraps a transport and records which hosts responded, and their clocks. */
export function recordResponses(inner: Transport): { readonly fetch: Transport; readonly responses: HostResponse[] } {
  const responses: HostResponse[] = []
  return {
    responses,
    async fetch(url, init) {
      const sentAt = Date.now()
      const response = await inner(url, init)
      const serverTime = Date.parse(response.headers.get('date') ?? '')
      // The header has whole seconds, so half a second is subtracted; the response took half of the round trip.
      const localTime = (sentAt + Date.now()) / 2 - 500
      responses.push({ url: new URL(url), skewMs: Number.isNaN(serverTime) ? undefined : localTime - serverTime })
      return response
    },
  }
}

/** Reports that each host responded, and how far its clock differs. */
export function checkHosts(responses: readonly HostResponse[]): Finding[] {
  const byHost = new Map(responses.map((response) => [response.url.host, response]))
  return [...byHost.values()].flatMap((response) => [checkHost(response), checkClock(response)])
}

function checkHost({ url }: HostResponse): Finding {
  const tls = url.protocol === 'https:' ? 'with a valid certificate' : 'without TLS'
  return { check: 'network', state: 'ok', summary: `${url.host} responds, ${tls}` }
}

const maxSkewMs = 300_000
const warningSkewMs = 5_000

function checkClock({ url: { host }, skewMs }: HostResponse): Finding {
  const check = 'clock'
  if (skewMs === undefined) return { check, state: 'skipped', summary: `${host} does not send its time` }
  const differenceMs = Math.abs(skewMs)
  if (differenceMs < warningSkewMs) return { check, state: 'ok', summary: `this clock agrees with that of ${host}` }
  const direction = skewMs > 0 ? 'ahead of' : 'behind'
  return {
    check,
    state: differenceMs >= maxSkewMs ? 'failed' : 'warning',
    summary: `this clock is ${Math.round(differenceMs / 1_000)} s ${direction} that of ${host}`,
    cause:
      'signatures contain the time: five minutes off, the cloud interface refuses them, and UserSigs start or expire at the wrong time',
    fix: 'synchronize the clock by NTP (timedatectl set-ntp true); the clients correct it only for their own requests',
  }
}
