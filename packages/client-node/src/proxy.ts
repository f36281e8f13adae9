import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { InputError, type Transport } from '@trtc-call/core'
import { ProxyError } from './proxy-error.ts'
import { isThisMachine, parseProxy, proxyForm, proxyFromEnv } from './proxy-from-env.ts'
import { transportOver } from './transport.ts'

/** Which proxy to go through, and whom to trust behind it. */
export interface ProxyTransportOptions {
  /**
   * `http://proxy.example:3128` or `https://…`, with `user:password@` where it asks for them; without a scheme it is http.
   * Serves every host but this machine. Default: what the environment says for each host.
   */
  readonly proxyUrl?: string | undefined
  /** Where HTTPS_PROXY and its like are looked up. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Certificates in PEM that are trusted instead of Node's own, for a proxy that opens TLS. NODE_EXTRA_CA_CERTS adds
   * some for the whole process.
   */
  readonly ca?: string | readonly string[] | undefined
}

/**
 * A way to the network through an HTTP proxy: a tunnel (CONNECT) with TLS to the vendor inside, so that the proxy sees the
 * host and nothing else. Without `proxyUrl`, HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY decide, in lower or upper
 * case, as curl reads them; they are read when a host is first spoken to. Loopback is always spoken to directly. Tunnels are
 * kept alive and shared by all clients that are given the same transport.
 *
 * Needs a package that is not installed with this one: `npm install https-proxy-agent@9`.
 *
 * When the proxy cannot be reached or refuses, the client's error is a ConnectionError with the outcome `not-sent` whose
 * message names the proxy's host, never its user name or password.
 *
 * @throws InputError when `proxyUrl` is no http or https URL.
 * @example
 * import { createTrtcCall } from '@trtc-call/node'
 * import { createProxyTransport } from '@trtc-call/node/proxy'
 *
 * const { dial } = createTrtcCall({ …, fetch: createProxyTransport() })
 */
export function createProxyTransport({ proxyUrl, ca, env }: ProxyTransportOptions = {}): Transport {
  const proxy = proxyUrl === undefined ? undefined : parseProxy(proxyUrl)
  if (proxyUrl !== undefined && proxy === undefined) {
    throw new InputError('proxyUrl', 'format', `must be ${proxyForm}`)
  }
  const proxyFor = (origin: URL) => proxy ?? proxyFromEnv(origin, env ?? process.env)
  let loading: Promise<Transport> | undefined
  const transport: Transport = async (url, init) => {
    loading ??= loadTransport(proxyFor, ca)
    return (await loading)(url, init)
  }
  return Object.assign(transport, { settlesOnAbort: true } as const)
}

type ProxyFor = (origin: URL) => URL | undefined

async function loadTransport(proxyFor: ProxyFor, ca: ProxyTransportOptions['ca']): Promise<Transport> {
  const { TunnelAgent } = await loadTunnel()
  const direct = (protocol: 'http:' | 'https:', keepAlive: boolean) =>
    protocol === 'http:'
      ? new HttpAgent({ keepAlive })
      : new HttpsAgent({ keepAlive, ...(ca === undefined ? {} : { ca: [ca].flat() }) })
  return transportOver((origin, keepAlive) => {
    const protocol = origin.protocol === 'https:' ? 'https:' : 'http:'
    const proxy = isThisMachine(origin) ? undefined : proxyFor(origin)
    return proxy === undefined ? direct(protocol, keepAlive) : new TunnelAgent({ proxy, protocol, ca, keepAlive })
  })
}

/** Loaded when it is needed: the import of this file succeeds without it, and the error can say what to do. */
function loadTunnel() {
  return import('./proxy-tunnel.ts').catch((cause: unknown) => {
    throw isMissing(cause) ? new ProxyError('ERR_PROXY_PACKAGES', missingPackage) : cause
  })
}

const missingPackage = 'proxies need one more package: run "npm install https-proxy-agent@9"'

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /MODULE_NOT_FOUND$/.test(String(cause.code))
}
