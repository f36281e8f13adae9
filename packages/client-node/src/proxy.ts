import { Agent as HttpAgent } from 'node:http'
import { Agent as HttpsAgent } from 'node:https'
import type { Transport } from '@trtc-call/core'
import { ProxyError } from './proxy-error.ts'
import { transportOver } from './transport.ts'

/** Which proxy to go through, and whom to trust behind it. */
export interface ProxyTransportOptions {
  /**
   * `http://proxy.example:3128` or `https://…`, with `user:password@` where it asks for them. Serves every host but this
   * machine. Default: what the environment says for each host.
   */
  readonly proxyUrl?: string | undefined
  /**
   * Certificates in PEM that are trusted instead of Node's own, for a proxy that opens TLS. NODE_EXTRA_CA_CERTS adds
   * some for the whole process.
   */
  readonly ca?: string | readonly string[] | undefined
}

/**
 * A way to the network through an HTTP proxy: a tunnel (CONNECT) with TLS to the vendor inside, so that the proxy sees the
 * host and nothing else. Without `proxyUrl`, HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY decide, in lower or upper
 * case; they are read when a host is first spoken to. Loopback is always spoken to directly. Tunnels are kept alive and
 * shared by all clients that are given the same transport.
 *
 * Needs two packages that are not installed with this one: `npm install https-proxy-agent@9 proxy-from-env@2`.
 *
 * When the proxy cannot be reached or refuses, the client's error is a ConnectionError with the outcome `not-sent` whose
 * message names the proxy's host, never its user name or password.
 *
 * @throws TypeError when `proxyUrl` is no http or https URL.
 * @example
 * import { createTrtcCall } from '@trtc-call/node'
 * import { createProxyTransport } from '@trtc-call/node/proxy'
 *
 * const { dial } = createTrtcCall({ …, fetch: createProxyTransport() })
 */
export function createProxyTransport({ proxyUrl, ca }: ProxyTransportOptions = {}): Transport {
  const proxy = proxyUrl === undefined ? undefined : parseProxy(proxyUrl)
  if (proxyUrl !== undefined && proxy === undefined) {
    throw new TypeError(
      'createProxyTransport: proxyUrl must be an http or https URL such as "http://proxy.example:3128"',
    )
  }
  let loading: Promise<Transport> | undefined
  const transport: Transport = async (url, init) => {
    loading ??= loadTransport(proxy, ca)
    return (await loading)(url, init)
  }
  return Object.assign(transport, { settlesOnAbort: true } as const)
}

async function loadTransport(proxy: URL | undefined, ca: ProxyTransportOptions['ca']): Promise<Transport> {
  const [{ TunnelAgent }, { getProxyForUrl }] = await loadPackages()
  const direct = (protocol: 'http:' | 'https:', keepAlive: boolean) =>
    protocol === 'http:'
      ? new HttpAgent({ keepAlive })
      : new HttpsAgent({ keepAlive, ...(ca === undefined ? {} : { ca: [ca].flat() }) })
  return transportOver((origin, keepAlive) => {
    const protocol = origin.protocol === 'https:' ? 'https:' : 'http:'
    if (isThisMachine(origin)) return direct(protocol, keepAlive)
    const through = proxy ?? proxyFromEnvironment(getProxyForUrl(origin.href))
    return through === undefined
      ? direct(protocol, keepAlive)
      : new TunnelAgent({ proxy: through, protocol, ca, keepAlive })
  })
}

/** Loaded when they are needed: the import of this file succeeds without them, and the error can say what to do. */
function loadPackages() {
  return Promise.all([import('./proxy-tunnel.ts'), import('proxy-from-env')]).catch((cause: unknown) => {
    throw isMissing(cause) ? new ProxyError('ERR_PROXY_PACKAGES', missingPackages) : cause
  })
}

const missingPackages = 'proxies need two more packages: run "npm install https-proxy-agent@9 proxy-from-env@2"'

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /MODULE_NOT_FOUND$/.test(String(cause.code))
}

function proxyFromEnvironment(value: string): URL | undefined {
  if (value === '') return undefined
  const proxy = parseProxy(value)
  if (proxy !== undefined) return proxy
  throw new ProxyError('ERR_PROXY_SETTING', 'HTTPS_PROXY, HTTP_PROXY or ALL_PROXY is not an http or https URL')
}

function parseProxy(text: string): URL | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined
}

const thisMachine = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

function isThisMachine({ hostname }: URL): boolean {
  return thisMachine.test(hostname)
}
