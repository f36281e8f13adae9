import { InputError } from './input-error.ts'

const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/** Whether the URL's host is this machine. */
export function isLoopback(url: URL): boolean {
  return loopbackHost.test(url.hostname)
}

/**
 * Parses an endpoint as an origin. The URL or the headers of requests contain signatures, so plain http is only allowed for
 * loopback and for `allowInsecureHosts`.
 *
 * @throws InputError when it is not a URL, has a path, a query or credentials, or is plain http to another host.
 */
export function checkEndpoint(option: string, endpoint: string, allowInsecureHosts: readonly string[] = []): URL {
  if (!URL.canParse(endpoint)) {
    throw new InputError(option, 'format', 'must be a URL')
  }
  const url = new URL(endpoint)
  const mayBePlain = isLoopback(url) || allowInsecureHosts.includes(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && mayBePlain)) {
    throw new InputError(
      option,
      'format',
      'must be an https URL; plain http is for loopback and explicitly allowed hosts',
    )
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '') {
    throw new InputError(option, 'format', 'must be an origin: no path, query or user name')
  }
  return url
}
