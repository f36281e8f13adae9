import type { ClientRequest } from 'node:http'
import type { Socket } from 'node:net'
import type { HttpsProxyAgentOptions } from 'https-proxy-agent'
import { HttpsProxyAgent } from './https-proxy-agent.cjs'
import { ProxyError } from './proxy-error.ts'
import { abortEvent } from './transport.ts'

/** Options of a {@link TunnelAgent}. */
export interface TunnelOptions {
  readonly proxy: URL
  readonly protocol: 'http:' | 'https:'
  /** Trusted instead of Node's certificate authorities, also for TLS to the proxy. */
  readonly ca: string | readonly string[] | undefined
  readonly keepAlive: boolean
}

/** Opens tunnels through one proxy. If the proxy refuses, the request fails with the reason; its response is never returned. */
export class TunnelAgent extends HttpsProxyAgent<string> {
  readonly #name: string

  constructor({ proxy, protocol, ca, keepAlive }: TunnelOptions) {
    super(withoutCredentials(proxy), { keepAlive, headers: credentialsOf(proxy), ...caOption(ca) })
    this.#name = proxy.host
    // Otherwise the library finds it out from a stack trace, for every request.
    this.protocol = protocol
    this.defaultPort = protocol === 'https:' ? 443 : 80
    Object.assign(this.options, caOption(ca))
  }

  override async connect(
    request: ClientRequest,
    options: Parameters<HttpsProxyAgent<string>['connect']>[1],
  ): Promise<Socket> {
    const connecting = new AbortController()
    const stop = (): void => connecting.abort()
    let status = 200
    request.once(abortEvent, stop)
    request.once('proxyConnect', ({ statusCode }: { readonly statusCode: number }) => {
      status = statusCode
    })
    // Read before the first await, so each connection has a signal of its own.
    Object.assign(this.connectOpts, { signal: connecting.signal })
    const socket = await super.connect(request, options).catch((cause: unknown) => {
      throw unreachable(this.#name, cause)
    })
    request.off(abortEvent, stop)
    if (status === 200) return socket
    socket.destroy()
    throw refused(this.#name, status)
  }
}

function unreachable(proxy: string, cause: unknown): ProxyError {
  const code = cause instanceof Error && 'code' in cause ? ` (${String(cause.code)})` : ''
  return new ProxyError('ERR_PROXY_CONNECTION', `no connection to the proxy ${proxy}${code}`)
}

function refused(proxy: string, status: number): ProxyError {
  if (status === 407) {
    return new ProxyError('ERR_PROXY_AUTHENTICATION', `the proxy ${proxy} refused the user name and password (407)`)
  }
  if (!Number.isInteger(status)) return unreachable(proxy, undefined)
  return new ProxyError('ERR_PROXY_REFUSED', `the proxy ${proxy} refused to open a tunnel, with HTTP status ${status}`)
}

/** Without the password, because the library writes the URL to the debug log. */
function withoutCredentials(proxy: URL): URL {
  const url = new URL(proxy)
  url.username = ''
  url.password = ''
  return url
}

function credentialsOf({ username, password }: URL): Record<string, string> {
  if (username === '' && password === '') return {}
  const pair = `${decode(username)}:${decode(password)}`
  return { 'Proxy-Authorization': `Basic ${Buffer.from(pair).toString('base64')}` }
}

/** A password with a bare % is used as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function caOption(ca: TunnelOptions['ca']): Pick<HttpsProxyAgentOptions<`https:${string}`>, 'ca'> {
  return ca === undefined ? {} : { ca: typeof ca === 'string' ? ca : [...ca] }
}
