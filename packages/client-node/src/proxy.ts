import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import { InputError, type Transport } from '@trtc-call/core'
import { ProxyError } from './proxy-error.ts'
import { isThisMachine, parseProxy, proxyForm, proxyFromEnv } from './proxy-from-env.ts'
import { createAgentTransport } from './transport.ts'

/** Options of {@link createProxyTransport}. */
export interface ProxyTransportOptions {
  /**
   * `http://proxy.example:3128` or `https://…`, with `user:password@` if the proxy requires it; without a scheme it is http.
   * Used for every host but loopback. Default: the proxy that the environment names for each host.
   */
  readonly proxyUrl?: string | undefined
  /** The environment with HTTPS_PROXY and the like. Default `process.env`. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /**
   * Certificates in PEM that are trusted instead of Node's, for a proxy that intercepts TLS. NODE_EXTRA_CA_CERTS adds
   * certificates for the whole process.
   */
  readonly ca?: string | readonly string[] | undefined
}

/**
 * Makes a transport through an HTTP proxy: a tunnel (CONNECT) with TLS to the vendor inside, so that the proxy sees only the host.
 * Without `proxyUrl`, HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY apply, in lower or upper case, as in curl; they are read at
 * the first request to a host. Loopback is never proxied. Tunnels are kept alive and shared by all clients with the same
 * transport.
 *
 * Requires another package: `npm install https-proxy-agent@9`.
 *
 * If the proxy cannot be reached or refuses, the client throws a ConnectionError with the outcome `not-sent`. Its message names
 * the proxy's host, never the user name or password.
 *
 * @throws InputError when `proxyUrl` is not an http or https URL.
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
  return createAgentTransport((origin, keepAlive) => {
    const protocol = origin.protocol === 'https:' ? 'https:' : 'http:'
    const proxy = isThisMachine(origin) ? undefined : proxyFor(origin)
    return proxy === undefined ? direct(protocol, keepAlive) : new TunnelAgent({ proxy, protocol, ca, keepAlive })
  })
}

/** Loaded on demand, so that this file can be imported without the package, and the error can say what to install. */
function loadTunnel() {
  return import('./proxy-tunnel.ts').catch((cause: unknown) => {
    throw isMissing(cause) ? new ProxyError('ERR_PROXY_PACKAGES', missingPackage) : cause
  })
}

const missingPackage = 'proxies require another package: run "npm install https-proxy-agent@9"'

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /MODULE_NOT_FOUND$/.test(String(cause.code))
}
