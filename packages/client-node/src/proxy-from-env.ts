import { isExcluded } from './no-proxy.ts'
import { ProxyError } from './proxy-error.ts'

/**
 * Finds the proxy for an origin as curl does: `https_proxy` or `http_proxy`, else `all_proxy`, unless `no_proxy` contains the
 * host. Lower case takes precedence over upper case. Undefined without a proxy.
 *
 * @throws ProxyError naming the variable, never its value.
 */
export function proxyFromEnv(origin: URL, env: Readonly<Record<string, string | undefined>>): URL | undefined {
  const names = [origin.protocol === 'https:' ? 'https_proxy' : 'http_proxy', 'all_proxy']
  const name = names.flatMap(inBothCases).find((name) => env[name])
  if (name === undefined) return undefined
  if (isExcluded(origin, env.no_proxy || env.NO_PROXY || '')) return undefined
  const proxy = parseProxy(env[name] ?? '')
  if (proxy !== undefined) return proxy
  throw new ProxyError('ERR_PROXY_SETTING', `${name} must be ${proxyForm}`)
}

function inBothCases(name: string): string[] {
  return [name, name.toUpperCase()]
}

/** Follows "must be" in messages. */
export const proxyForm =
  'an http or https URL such as "http://proxy.example:3128", without quotes, special characters of the password percent-encoded'

/** Parses a proxy URL; undefined if it is not of an http or https proxy. Without a scheme it is http, as in curl, Go and Python. */
export function parseProxy(text: string): URL | undefined {
  const trimmed = text.trim()
  const full = /^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed) ? trimmed : `http://${trimmed}`
  if (!URL.canParse(full)) return undefined
  const url = new URL(full)
  // A URL's host may contain quotes. A URL with a path is that of a PAC file.
  const isProxy = /^https?:$/.test(url.protocol) && /^(?:[\w.-]+|\[.+\])$/.test(url.hostname) && url.pathname === '/'
  return isProxy ? url : undefined
}

const loopback = /^(?:(?:.+\.)?localhost\.?|127(?:\.\d{1,3}){3}|\[::1\]|\[::ffff:7f[\da-f]{2}:[\da-f]{1,4}\])$/

/** Whether the host is this machine; a proxy would connect to its own. */
export function isThisMachine({ hostname }: URL): boolean {
  return loopback.test(hostname)
}
